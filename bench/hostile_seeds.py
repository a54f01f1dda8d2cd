"""What good foreign bytes look like, and the shards that are dropped into them."""

# What once broke some parser, or is known to: dropped into the seeds at random places.
SHARDS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"\n\n", b"\r", b"=?utf-8?B?", b"=?rot13?Q?a?=",
    b"charset=zz", b"name*=", b"name*0*=x''", b"boundary=", b"--b\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"(" * 500, b";a=b" * 800, b"To: (c):\n", b"=" * 300,
    b"<" * 400, b"<!--", b"<div hidden>" * 60, b"</" * 80, b"&#x110000;", b"&" * 200, b"<![CDATA[", b"]]>",
    b"FREQ=SECONDLY", b"INTERVAL=0", b"RRULE:FREQ=DAILY;COUNT=99999999\r\n", b"DTSTART:99999999T999999Z\r\n",
    b"DURATION:P9999999999W\r\n", b"TZID=../../etc/passwd", b"BEGIN:VEVENT\r\n" * 60, b"EXDATE:20260101\r\n" * 300,
    b"[" * 3000, b'{"a":' * 800, b"1e999", b"-1", b"9" * 5000, b"NaN", b"null", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", "\u202e".encode(), "\u0130".encode() * 40, b"%s%n", b"From ", b"\nFrom x Mon\n",
    b"PK\x01\x02", b"PK\x05\x06", b"../../", b"Date: Mon, 32 Jan 0000 99:99:99 +9999\n", b"\t " * 400, b"a" * 4000,
]  # fmt: skip
ICS = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r
DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=Europe/Berlin:20261201T100000\r\nDURATION:PT45M\r
SUMMARY:Interview: Planner at Northwind\r\nLOCATION:Video\r\nATTENDEE;CN="Sam Okoro":mailto:sam@northwind.example\r
DESCRIPTION:You meet Sam Okoro\\, Head of Planning\\n\\nhttps://meet.example/x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
PAGE = b"""<!doctype html><html><head><title>Planner</title><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"JobPosting","title":"Planner",
"description":"&lt;p&gt;You plan. &lt;ul&gt;&lt;li&gt;Three years of planning&lt;/li&gt;",
"skills":["Excel","German"],"qualifications":{"name":"A degree"}}]}</script></head><body><h1>Planner</h1>
<ul><li>You bring three years of planning.</li><li>Nice to have: SQL</li></ul>
<table><tr><td>Berlin</td></tr></table></body></html>"""
TEXT = b"""Hi Jo,\n\nThank you for coming on 12 November 2026 at 14:30 CET. We liked your example about the outage;
next time, begin with the result. You meet Sam Okoro, Head of Planning, and Ana. https://meet.example/x (45 minutes)\n
> On Mon, you wrote\n> hi\n"""
LINES = b"""{"area":"clarity","source":"interviewer","interview":"a","rating":4,"date":"2026-11-01","person":"Jo"}
{"area":"clarity","source":"self","rating":2,"date":"2026-11-02","quality":0.5,"raters":2}\n"""
TRANSCRIPTS = [
    b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Sam Lee>Tell me about a time you fixed it.</v>\n\n"
    b"00:00:05.000 --> 00:01:05.000\n<v Jo Park>Last March I split the file in four. All were paid on time.</v>\n",
    b"1\n00:00:01,000 --> 00:00:04,000\nSam: Why us?\n\n2\n00:00:05,000 --> 00:00:09,000\nJo: I like the team.\n",
    b"Sam Lee  0:01\nWhy us?\n\nJo Park  0:05\nI like the team.\n\nSam Lee  0:09\nThank you.\n",
    b"Can you tell me about your last job? Yes, I worked at the desk. Why did you leave? I moved house.\n",
]
STORIES = [
    b'{"work":[{"name":"Shop","position":"Clerk","highlights":["I cut the queue by half.","I kept the keys."]}],'
    b'"projects":[{"name":"Till","description":"Slow","highlights":["I fixed it","fast now"]}]}',
    b'title;situation;action;result\nTill;"At the shop";I sold on;"\'=nobody left"\nKeys;;I came back;\n',
]
SHEET = b"Afterview sheet 1\nFrom: Sam\nDay: 2026-11-20\nexamples 4\nclarity 3.5\nGood: Calm\nEnd: 2 marks\n"
