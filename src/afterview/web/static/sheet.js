// The partner's sheet: turns what is chosen into a few lines of text to send back. It opens no connection.
(function () {
  "use strict";
  var form = document.getElementById("sheet");
  var shown = document.getElementById("answers");
  var words = document.getElementById("words");
  function line(name, words) {
    var plain = words.replace(/\s+/g, " ").trim();
    return plain ? [name + ": " + plain] : [];
  }
  function compose() {
    var marks = Array.prototype.slice.call(form.querySelectorAll("input[type=radio]:checked"))
      .filter(function (input) { return input.value; })
      .map(function (input) { return input.name + " " + input.value; });
    var day = new Date();
    var iso = new Date(day.getTime() - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    return ["Afterview sheet 1"].concat(line("From", form.elements.partner.value), ["Day: " + iso], marks,
      line("Good", form.elements.good.value), line("Try", form.elements.advice.value),
      ["End: " + marks.length + " marks"]).join("\n") + "\n";
  }
  document.getElementById("need-script").hidden = true;
  document.getElementById("show").hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    words.value = compose();
    shown.hidden = false;
    var file = document.getElementById("file");
    file.href = URL.createObjectURL(new Blob([words.value], { type: "text/plain" }));
    document.getElementById("answers-title").focus();
  });
  document.getElementById("copy").addEventListener("click", function () {
    words.select();
    if (navigator.clipboard) { navigator.clipboard.writeText(words.value); } else { document.execCommand("copy"); }
    this.textContent = this.getAttribute("data-copied");
  });
})();
