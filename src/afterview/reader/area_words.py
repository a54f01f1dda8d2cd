"""Beginnings of words that speak of an area, in five languages; the classifier learns what each is worth."""

import re

_STEMS: dict[str, str] = {
    "punctuality": "late|early|on time|time keeping|punctual|minutes|arriv|parking|bus|train|traffic|journey|pünktlich|verspät|zu spät|"
    "ponctuel|retard|heure|puntual|tarde|llegó|llegaste|pontual|atras|chegou",
    "rapport": "warm|friendly|rapport|smile|small talk|at ease|first minutes|likeable|pleasant|polite|hello|greet|handshake|chat|"
    "freundlich|herzlich|sympath|begrüß|chaleur|accueil|sourire|amable|cercan|simpátic|cordial|saludo|cumpriment",
    "examples": "example|story|stories|anecdote|instance|concrete|specific|episode|beispiel|konkret|geschichte|exemple|concret|ejemplo|"
    "anécdota|exemplo|história",
    "relevance": "answer the question|question we asked|question i asked|off topic|to the point|address|drift|wander|sidestep|tangent|"
    "thema|am thema|frage|beantwort|hors sujet|répond|contest|pregunta|responde|pergunta",
    "structure": "structure|long-winded|lengthy|ramble|concise|brief|short|order|organis|organiz|beginning|middle|thread|tangle|"
    "aufbau|struktur|faden|langatmig|knapp|kurz|structur|concis|bref|longu|estructura|brev|concis|orden|estrutura|prolix|objetiv",
    "results": "result|outcome|number|figure|metric|impact|percent|measure|proof|evidence|ergebnis|zahl|kennzahl|messbar|résultat|"
    "chiffre|mesur|preuve|cifra|dato|logro|resultad|número|dado",
    "experience": "experience|years|background|seniority|senior|junior|qualif|certificate|degree|track record|licen|erfahrung|jahre|"
    "abschluss|zeugnis|qualifikation|expérience|années|diplôme|experiencia|años|titul|experiência|anos|diploma",
    "job_knowledge": "knowledge|technical|know|theory|regulation|law|code|sql|software|tool|clinical|rule|fach|kenntnis|wissen|technisch|"
    "connaissance|technique|savoir|conocim|técnic|norma|conhecim|domín",
    "practical_task": "task|test|exercise|presentation|slide|portfolio|case|trial|demo|lesson|code|draft|plate|drawing|sample|aufgabe|probe|"
    "präsentation|übung|stunde|exercice|épreuve|présentation|essai|prueba|ejercicio|presentac|clase|prova|exercício|apresenta|aula",
    "company_knowledge": "our company|our website|about us|research|homework|who we are|our product|our mission|read up|unternehmen|firma|"
    "webseite|recherch|entreprise|site|renseign|empresa|página|investig|nossa empresa|pesquis",
    "motivation": "motivat|why you want|why us|enthusias|passion|keen|interest|drawn|hunger|appetite|begeister|interesse|warum|motivation|"
    "envie|pourquoi|enthous|ganas|ilusión|interés|por qué|vontade|entusias|interess",
    "questions_asked": "your questions|questions for us|asked us|asked about|you asked|clarif|curious|ihre fragen|deine fragen|nachgefragt|"
    "rückfrag|vos questions|posé|demand|sus preguntas|tus preguntas|preguntaste|preguntó|suas perguntas|perguntou",
    "convincing": "confiden|sell|persua|convin|modest|undersell|presence|belie|hesita|assur|unsicher|überzeug|selbstbewusst|auftret|"
    "confiance|convain|hésit|segur|convenc|confianza|insegur|confian",
    "body_language": "eye contact|posture|body|gesture|sat|slouch|fidget|camera|arms|face|looked at|looked down|blick|haltung|körper|"
    "regard|posture|geste|mirada|postura|gesto|olhar|câmera|cámara",
    "clarity": "voice|pace|fast|quiet|loud|mumble|clear|plain|jargon|accent|audible|explain|articul|speak|spoke|stimme|tempo|laut|leise|"
    "deutlich|verständ|voix|débit|clair|parl|voz|rápid|clar|habl|explic|fala|ritmo|baixo",
    "listening": "listen|interrupt|cut in|heard|talked over|hint|take in|took on|zuhör|unterbr|écout|interromp|escuch|interrump|ouvi|escut",
    "composure": "calm|nerv|pressure|panic|fluster|defensive|composed|rattled|stress|breath|ruhig|nervös|druck|gelassen|calme|stress|pression|"
    "tranquil|nervios|presión|calma|pressão",
    "teamwork": "team|colleague|together|collaborat|pair|co-worker|conflict|crew|kolleg|zusammen|équipe|collègue|ensemble|equipo|compañer|"
    "equipe|equipa|colega",
    "customer_care": "customer|client|patient|guest|pupil|resident|parent|user|famil|kunde|kundin|gast|schüler|bewohner|élève|client|"
    "cliente|paciente|alumn|usuari|aluno|utente|hóspede",
    "problem_solving": "problem|decision|judg|analy|logic|reason|solve|solution|diagnos|trade-off|weigh|root cause|lösung|entscheid|analys|"
    "problème|décision|raisonn|solución|decisi|razon|solução|raciocín",
    "initiative": "initiative|proactive|drive|off your own|without being|self-start|suggested|volunteer|eigeninitiative|antrieb|von sich aus|"
    "initiative|proactif|iniciativa|proactiv|proativ",
    "reliability": "reliab|detail|careful|accura|plan|deadline|check|follow|organised|tidy|sloppy|typo|error|zuverläss|sorgf|genau|planung|"
    "fiab|rigueur|soin|détail|cuidado|detalle|plazo|organiz|prazo|rigor",
    "learning": "learn|feedback|adapt|mistake|reflect|self-aware|improve|growth|coach|lern|anpass|fehler|einsicht|appren|adapt|remise|"
    "aprend|adaptar|error|autocrít|erro|humild",
    "leadership": "lead|manag|influenc|mentor|delegat|vision|motivat|people|führ|leit|mitarbeiter|encadr|manag|dirig|lider|líder|mando|chefi|gest",
    "preparation": "prepar|notes|rehears|practis|practic|homework|ready|brought|folder|vorbereit|notiz|unterlagen|prépar|notes|fiche|prepar|"
    "apuntes|ensay|anota|trein",
}
AREA_STEMS = tuple((name, re.compile(rf"(?<!\w)(?:{stems})")) for name, stems in _STEMS.items())
