"""The reasons that moderators give most often; they are edited in the admin."""

from django.db import migrations

REASONS = [
    (
        "single-event",
        ("Yksittäinen tapahtuma", "Ett enstaka evenemang", "A single event"),
        (
            "Kotopolulla on toimintaa, joka jatkuu tai jossa on useita tapaamisia. "
            "Yksittäinen tapahtuma ei sovi tänne.",
            "På Kotopolku finns verksamhet som fortsätter eller som har flera träffar. "
            "Ett enstaka evenemang passar inte här.",
            "Kotopolku has activities that continue or that meet several times. "
            "A single event does not fit here.",
        ),
    ),
    (
        "commercial",
        ("Maksullinen palvelu", "En kommersiell tjänst", "A commercial service"),
        (
            "Kotopolulla ei myydä palveluja. Pieni osallistumismaksu on mahdollinen.",
            "På Kotopolku säljs inga tjänster. En liten deltagaravgift är möjlig.",
            "Nothing is sold on Kotopolku. A small fee for taking part is possible.",
        ),
    ),
    (
        "statutory",
        (
            "Viranomaisen lakisääteinen palvelu",
            "En myndighets lagstadgade tjänst",
            "A statutory service of an authority",
        ),
        (
            "Tämä on viranomaisen lakisääteinen palvelu. Kotopolulla on toimintaa, "
            "johon voi tulla vapaaehtoisesti.",
            "Det här är en myndighets lagstadgade tjänst. På Kotopolku finns "
            "verksamhet som är frivillig.",
            "This is a statutory service of a public authority. Kotopolku has "
            "activities that people join of their own will.",
        ),
    ),
    (
        "not-for-newcomers",
        (
            "Ei ota huomioon Suomeen muuttaneita",
            "Beaktar inte personer som har flyttat till Finland",
            "Does not take newcomers into account",
        ),
        (
            "Tekstistä ei näe, miten Suomeen muuttanut voi tulla mukaan. Kirjoita "
            "uusi versio, jos toiminta sopii myös heille.",
            "Texten berättar inte hur en person som har flyttat till Finland kan vara "
            "med. Skriv en ny version om verksamheten passar dem också.",
            "The text does not say how people who have moved to Finland can join. "
            "Write a new version if the activity suits them too.",
        ),
    ),
    (
        "not-unbound",
        (
            "Poliittinen tai uskonnollinen toiminta",
            "Politisk eller religiös verksamhet",
            "Political or religious activity",
        ),
        (
            "Kotopolun toiminta on poliittisesti ja uskonnollisesti sitoutumatonta. "
            "Järjestäjä voi olla uskonnollinen yhteisö.",
            "Verksamheten på Kotopolku är politiskt och religiöst obunden. Arrangören "
            "kan vara ett religiöst samfund.",
            "Activities on Kotopolku are politically and religiously unaligned. "
            "The organiser may be a religious community.",
        ),
    ),
    (
        "duplicate",
        ("Löytyy jo Kotopolulta", "Finns redan på Kotopolku", "Is here already"),
        (
            "Sama on jo Kotopolulla.",
            "Samma sak finns redan på Kotopolku.",
            "The same is on Kotopolku already.",
        ),
    ),
    (
        "no-contact",
        (
            "Järjestäjään ei saa yhteyttä",
            "Arrangören svarar inte",
            "The organiser does not answer",
        ),
        (
            "Emme ole saaneet järjestäjään yhteyttä. Tarkista yhteystiedot.",
            "Vi har inte fått kontakt med arrangören. Kontrollera kontaktuppgifterna.",
            "We could not reach the organiser. Check the contact details.",
        ),
    ),
]


def write(apps, schema_editor):
    ReasonTemplate = apps.get_model("moderation", "ReasonTemplate")
    for order, (code, names, texts) in enumerate(REASONS, start=1):
        columns = {"name": names[0], "text": texts[0]}
        for language, name, text in zip(("fi", "sv", "en"), names, texts):
            columns |= {f"name_{language}": name, f"text_{language}": text}
        ReasonTemplate.objects.create(code=code, order=order, **columns)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
