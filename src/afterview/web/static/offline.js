// The offline page: what is typed waits on this device until the journal answers; each piece is sent under its own mark.
(function () {
  "use strict";
  var SHELF = "afterview-waiting", HALF = "afterview-typing";
  var form = document.getElementById("offline"), told = document.getElementById("told");
  var waiting = document.getElementById("waits"), send = document.getElementById("send");
  function read(name, usual) { try { return JSON.parse(localStorage.getItem(name)) || usual; } catch (_) { return usual; } }
  function write(name, value) { localStorage.setItem(name, JSON.stringify(value)); }
  function typed() {
    var fields = {};
    new FormData(form).forEach(function (value, name) { if (name !== "csrfmiddlewaretoken") { fields[name] = value; } });
    return fields;
  }
  function say(sentence) { told.textContent = sentence; }
  function show() {
    var count = read(SHELF, []).length;
    waiting.hidden = count === 0;
    document.getElementById("count").textContent =
      (count === 1 ? waiting.dataset.one : waiting.dataset.many).replace("%s", count);
  }
  // A mark the server accepts; randomUUID is there on localhost and HTTPS alone.
  function mark() { return crypto.randomUUID(); }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var fields = typed();
    fields.once = mark();
    try { write(SHELF, read(SHELF, []).concat([fields])); } catch (_) { say(form.dataset.full); return; }
    localStorage.removeItem(HALF);
    form.reset();
    show();
    say(form.dataset.kept);
  });
  form.addEventListener("input", function () { try { write(HALF, typed()); } catch (_) { say(form.dataset.full); } });
  function token() {
    return fetch("/offline/", { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) { throw new Error("closed"); }
      return answer.text();
    }).then(function (page) {
      var fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
      if (!fresh) { throw new Error("closed"); }
      return fresh.value;
    });
  }
  function post(fields, proof) {
    var body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", proof);
    return fetch("/offline/send/", { method: "POST", body: body }).then(function (answer) {
      return answer.text().then(function (words) {
        if (answer.status === 422) { throw new Error("words:" + words); }
        if (!answer.ok) { throw new Error("closed"); }
        // Only this one, by its mark: another tab may have changed the shelf.
        write(SHELF, read(SHELF, []).filter(function (one) { return one.once !== fields.once; }));
        return words;
      });
    });
  }
  send.addEventListener("click", function () {
    send.disabled = true;
    token().then(function (proof) {
      return read(SHELF, []).reduce(function (before, fields) {
        return before.then(function () { return post(fields, proof); });
      }, Promise.resolve(""));
    }).then(function (address) {
      say(form.dataset.sent);
      if (address) { location.assign(address); }
    }).catch(function (error) {
      say(error.message.indexOf("words:") === 0 ? error.message.slice(6) : form.dataset.away);
    }).finally(function () { send.disabled = false; show(); });
  });
  var half = read(HALF, {});
  Object.keys(half).forEach(function (name) { if (form.elements[name]) { form.elements[name].value = half[name]; } });
  window.addEventListener("storage", show);
  show();
})();
