"""Months, weekdays and days told from today, in English, German, French and Spanish."""

_MONTHS = (
    "january jan janner januar jaenner janvier janv enero ene",
    "february feb februar fevrier fevr fev febrero",
    "march mar maerz marz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes",
    "tuesday tues tue dienstag di mardi martes mar",
    "wednesday wed mittwoch mi mercredi mer miercoles mie",
    "thursday thurs thur thu donnerstag do jeudi jeu jueves jue",
    "friday fri freitag fr vendredi ven viernes vie",
    "saturday sat samstag sonnabend sa samedi sam sabado sab",
    "sunday sun sonntag so dimanche dim domingo dom",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
LONG_WEEKDAYS = {name: number for name, number in WEEKDAYS.items() if len(name) > 4 or name in {"lundi", "mardi"}}
FROM_TODAY = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0,
    "tomorrow": 1, "morgen": 1, "demain": 1, "manana": 1,
    "ubermorgen": 2, "apres-demain": 2, "pasado manana": 2, "the day after tomorrow": 2,
}  # fmt: skip
