"""Reporting words, a language a row: by which words articles attribute, and what helps to find who speaks.

Entries are parted by spaces; `|` is a space inside one. `teilte…mit` is a verb and its particle at the end of a clause;
among leading words, “…” are two words at most (`nach…Angaben`: “nach ersten Angaben”). `+` stands for the auxiliary verb
of a perfect. The first letter may be a capital.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.model.vocabulary import Act


class Language(NamedTuple):
    """What is known of a language.

    `verbs` report, by the act that they tell (`None` where the content decides); `leading` words report and stand before
    their source, `after_marks` only behind a comma or a quotation, `trailing` ones behind it; `unnamed` words report without
    saying who does.
    `doubts` may tell that a sentence is somebody else's, without reporting.

    `determiners` begin a description, `objects` begin one that can't be the subject, `pronouns` are one, and by `joining`
    words it goes on. `prepositions` lead to somebody else, `adverbs` are nobody, `bounds` end a clause, and behind one of
    `blockers` a verb has no subject of its own. `auxiliaries` stand between who speaks and the verb; `perfect` is the
    pattern of those that `+` stands for.

    `prefix` may be joined to a reporting word. `verb_first`: who speaks stands behind the verb; `inverted`: may stand there
    without a quotation before it. `capital_nouns`: every noun begins with a capital, so a description ends with one.
    """

    verbs: dict[Act | None, str]
    leading: str
    unnamed: str
    doubts: str
    determiners: str
    pronouns: str
    bounds: str
    prepositions: str
    adverbs: str
    after_marks: str = ""
    trailing: str = ""
    objects: str = ""
    joining: str = ""
    blockers: str = ""
    auxiliaries: str = ""
    perfect: str = ""
    prefix: str = ""
    verb_first: bool = False
    inverted: bool = True
    capital_nouns: bool = False


def _each(words: str, *forms: str) -> str:
    """Each word in each form, “*” standing for it."""
    return " ".join(form.replace("*", word) for word in words.split() for form in forms)


_NOUNS_OF_SAYING = (
    "Angaben Auskunft Aussage Aussagen Darstellung Informationen Erkenntnissen Berichten Medienberichten Mitteilung "
    "Polizeiangaben Behördenangaben Ansicht Auffassung Meinung Überzeugung Einschätzung Schätzung Schätzungen Worten"
)
_ADDITIONS = "également aussi notamment ensuite ainsi déjà depuis"

LANGUAGES: dict[str, Language] = {
    "en": Language(
        verbs={
            None: "found finds shows showed expects expect spoke|of speaks|of called calls described describes said says say told tells tell wrote writes thought thinks believe argue claim "
            + _each(
                "add insist report reveal comment respond recall assert maintain mention remark", "*ed", "*s"
            )
            + " "
            + _each("note state claim disclose estimate allege argue", "*d", "*s")
            + " "
            + _each("believe observe conclude indicate emphasize emphasise underline reiterate", "*d", "*s")
            + " stressed stresses replied replies testified testifies suggested suggests signalled",
            Act.ACCUSE: "accused accuses accuse",
            Act.ADMIT: "admitted admits acknowledged acknowledges conceded concedes",
            Act.ANNOUNCE: "announced announces",
            Act.REFUSE: "refused refuses",
            Act.WARN: "warned warns warn cautioned cautions",
            Act.DENY: "denied denies deny rejected rejects dismissed dismisses disputed disputes",
            Act.CONFIRM: "confirmed confirms",
            Act.PREDICT: "predicted predicts predict",
            Act.EXPLAIN: "explained explains",
            Act.DEMAND: "demanded demands demand",
            Act.URGE: "urged urges urge",
            Act.ASK: "asked asks",
            Act.PROMISE: "promised promises pledged pledges vowed vows",
            Act.THREATEN: "threatened threatens threaten",
            Act.PRAISE: "praised praises praise",
            Act.CONDEMN: "condemned condemns condemn criticised criticises criticized criticizes denounced denounces",
            Act.FEAR: "feared fears fear",
        },
        leading="according|to in|the|words|of in|the|view|of in|the|opinion|of",
        unnamed="reportedly allegedly supposedly purportedly in|his|opinion in|her|opinion in|their|opinion in|his|view in|her|view in|their|view "
        + _each(
            "said believed thought understood reported alleged rumoured known expected",
            "is|*",
            "are|*",
            "was|*",
            "were|*",
        ),
        doubts="would apparently so-called unconfirmed rumours rumors",
        determiners="the a an its his her their our one two three some many several most",
        pronouns="he she they it him them we who",
        bounds="that who which when and but as while where if because whether what how",
        prepositions="on in at by to from with during after before since about over under into near against",
        adverbs="yesterday today later earlier also then now monday tuesday wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december",
        joining="of for",
        auxiliaries="has had have repeatedly recently",
        blockers="was were is are been being be to will would can could may might must should not never",
        after_marks="per",
        inverted=False,
    ),
    "de": Language(
        verbs={
            None: _each(
                "sag erklär beton mein äußer versicher vermut erläuter bekräftig schilder ergänz glaub",
                "*te",
                "*ten",
                "*t",
            )
            + " "
            + _each("behaupte berichte melde verkünde vermute antworte erwarte", "*te", "*ten", "*t")
            + " sagen erklären meinen berichten melden glauben behaupten vermuten urteilte urteilten klagte klagten mahnte "
            "mahnten beklagte beklagten geht|von…aus gehen|von…aus ging|von…aus rechnet|mit rechnen|mit zeigte|sich "
            "zeigten|sich sprach|von sprachen|von spricht|von nannte nannten nennt bezeichnete bezeichneten bezeichnet schrieb "
            "schrieben schreibt hieß "
            "unterstrich unterstreicht entgegnete entgegneten verwies verwiesen mitteilte mitteilten angab bekanntgab "
            "hinzufügte ausführte hinwies teilte…mit teilten…mit teilt…mit gab…an gaben…an gibt…an gab…bekannt gaben…bekannt "
            "gibt…bekannt fügte…hinzu fügt…hinzu führte…aus führt…aus wies…hin weist…hin mitgeteilt gesagt geschrieben "
            "geäußert hinzugefügt",
            Act.ADMIT: "räumte…ein räumten…ein räumt…ein einräumte eingeräumt gestand gesteht",
            Act.ANNOUNCE: "kündigte…an kündigten…an kündigt…an ankündigte ankündigten angekündigt",
            Act.WARN: "warnte warnten warnt warnen gewarnt",
            Act.DENY: "bestritt bestritten bestreitet bestreiten dementierte dementierten dementiert wies…zurück weist…zurück "
            "wiesen…zurück zurückwies",
            Act.CONFIRM: "bestätigte bestätigten bestätigt bestätigen",
            Act.PREDICT: "prognostizierte prognostiziert",
            Act.DEMAND: "forderte forderten fordert fordern verlangte verlangten verlangt verlangen gefordert",
            Act.URGE: "appellierte appellierten appelliert drängte drängten drängt",
            Act.ASK: "fragte fragten fragt bat baten bittet",
            Act.PROMISE: "versprach versprachen verspricht versprochen sagte…zu sicherte…zu",
            Act.THREATEN: "drohte drohten droht drohen",
            Act.PRAISE: "lobte lobten lobt loben",
            Act.ACCUSE: "warf…vor warfen…vor wirft…vor vorwarf beschuldigte beschuldigten beschuldigt",
            Act.CONDEMN: "verurteilte verurteilten verurteilt kritisierte kritisierten kritisiert kritisieren",
            Act.FEAR: "befürchtete befürchteten befürchtet befürchten",
        },
        leading="laut gemäß aus|Sicht aus|der|Sicht " + _each(_NOUNS_OF_SAYING, "nach…*"),
        after_marks="so",
        trailing="zufolge",
        unnamed="angeblich hieß|es heißt|es wie|es…heißt wie|es…hieß",
        doubts="sei seien habe hätten hätte werde würde würden dass könne könnte könnten müsse müsste müssten wolle dürfe dürfte "
        "gebe gelte komme bleibe stehe gehe liege läge lägen käme kämen gäbe gäben ginge gingen stünde stünden bliebe sollte sollten soll sollen solle offenbar mutmaßlich vermutlich anscheinend sogenannte "
        "sogenannten sogenannter",
        determiners="der die das ein eine ihr sein ihre seine unser unsere dieser diese mehrere viele einige zwei drei",
        pronouns="er sie es ihm ihr ihnen wir man",
        bounds="dass und aber als während wie weil ob wenn obwohl da damit wo denn sondern was",
        prepositions="am im in an auf bei beim zum zur vor nach mit über aus vom von gegenüber seit unter ans ins um gegen",
        adverbs="heute gestern zuvor später dann auch jedoch zudem außerdem weiter montag dienstag mittwoch donnerstag "
        "freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember",
        objects="den dem einen einem einer",
        joining="des der für",
        auxiliaries="hat habe haben hatte hatten",
        blockers="wurde wurden worden wird werden ist sind war will wollen kann können muss soll sollen darf zu",
        capital_nouns=True,
    ),
    "fr": Language(
        verbs={
            None: _each(
                "affirm déclar ajout indiqu estim expliqu précis soulign assur rapport racont confi jug insist rappel rappell "
                "martel not remarqu observ regrett considèr signal relat révèl",
                *("*e", "*ent", "*ait", "*aient"),
            )
            + " parle|de parlent|de évoque évoquent qualifie qualifient dit disent disait écrit écrivent répond répondent soutient soutiennent croit pense pensent poursuit "
            + _each(
                "déclaré dit affirmé ajouté indiqué estimé expliqué précisé souligné assuré rapporté raconté confié jugé "
                "insisté rappelé noté écrit répondu soutenu révélé fait|savoir tenu|à|préciser signalé poursuivi lancé appris plaidé",
                "+*",
            ),
            Act.ADMIT: "reconnaît reconnaissent +reconnu admet admettent +admis",
            Act.ANNOUNCE: "annonce annoncent annonçait +annoncé",
            Act.WARN: "avertit avertissent prévient +averti +prévenu +mis|en|garde",
            Act.DENY: "dément démentent nie nient +démenti +nié +rejeté",
            Act.CONFIRM: "confirme confirment confirmait +confirmé",
            Act.PREDICT: "prédit prédisent +prédit",
            Act.DEMAND: "exige exigent réclame réclament +exigé +réclamé",
            Act.URGE: "+appelé|à exhorte exhortent +exhorté",
            Act.ASK: "demande demandent +demandé",
            Act.PROMISE: "promet promettent +promis",
            Act.THREATEN: "menace menacent +menacé",
            Act.PRAISE: "salue saluent +salué",
            Act.ACCUSE: "accuse accusent +accusé",
            Act.CONDEMN: "condamne condamnent +condamné dénonce dénoncent +dénoncé",
            Act.FEAR: "craint craignent redoute redoutent +craint",
        },
        leading="selon d'après d’après suivant à|en|croire de|l'avis|de de|l’avis|de aux|yeux|de",
        unnamed="soi-disant prétendument paraît-il dit-on "
        + _each("annoncé déclaré signalé rapporté confirmé", "+été|*"),
        doubts="aurait auraient serait seraient présumé présumée présumés",
        determiners="le la les l' l’ un une des son sa leur leurs ses ce cette ces plusieurs deux trois",
        pronouns="il elle ils elles lui eux on nous",
        bounds="que qu' qu’ qui et mais dont où quand lorsque si car",
        prepositions="en dans à au aux lors sur pour après avant par chez depuis devant contre sous vers",
        adverbs="comme hier aujourd'hui aujourd’hui mardi lundi mercredi jeudi vendredi samedi dimanche janvier février mars "
        "avril mai juin juillet août septembre octobre novembre décembre s' s’ se",
        joining="de du d' d’",
        auxiliaries="également aussi",
        blockers="été est sont était étaient peut peuvent doit doivent va vont ne n' n’",
        perfect="(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)|-ils|-elles)?(?: (?:"
        + "|".join(_ADDITIONS.split())
        + "))?",
    ),
    "ar": Language(
        verbs={
            None: "وصف وصفت قال قالت قالوا يقول تقول يقولون أكد أكدت يؤكد تؤكد أضاف أضافت يضيف تضيف صرح صرحت صرّح صرّحت "
            "ذكر ذكرت يذكر تذكر أوضح أوضحت يوضح توضح أفاد أفادت يفيد تفيد كتب كتبت أشار أشارت يشير تشير رأى رأت يرى ترى "
            "اعتبر اعتبرت يعتبر تعتبر بيّن بيّنت زعم زعمت يزعم تزعم أبلغ أبلغت لفت لفتت نقل نقلت روى روت شدد شددت اعتقد يعتقد تابع تابعت"
            + " اعترف اعترفت أقر أقرت",
            Act.WARN: "حذر حذرت حذّر حذّرت يحذر تحذر",
            Act.DENY: "نفى نفت ينفي تنفي أنكر أنكرت",
            Act.PREDICT: "توقع توقعت يتوقع تتوقع",
            Act.DEMAND: "طالب طالبت يطالب تطالب",
            Act.URGE: "دعا دعت حث حثت",
            Act.ASK: "سأل سألت تساءل تساءلت",
            Act.PROMISE: "وعد وعدت تعهد تعهدت",
            Act.THREATEN: "هدد هددت يهدد تهدد",
            Act.PRAISE: "أشاد أشادت",
            Act.ANNOUNCE: "أعلن أعلنت يعلن تعلن",
            Act.ACCUSE: "اتهم اتهمت يتهم تتهم",
            Act.CONDEMN: "أدان أدانت يدين تدين انتقد انتقدت استنكر استنكرت",
        },
        leading="بحسب حسب وفقا وفقًا وفقاً وفق طبقا طبقًا طبقاً نقلا|عن نقلًا|عن نقلاً|عن على|حد|قول على|لسان في|رأي",
        unnamed="يقال يُقال قيل يُزعم يزعم|أن يُعتقد يُذكر|أن",
        doubts="ربما يبدو مزعوم المزعوم المزعومة",
        determiners="",
        pronouns="هو هي هم إنه إنها أنه أنها",
        bounds="إن أن إنه إنها أنه أنها بأن بأنه بأنها لكن حيث التي الذي الذين إذا",
        prepositions="في على من إلى خلال لـ عن بعد قبل مع حول ضد أمام",
        adverbs="يوم اليوم أمس الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد أيضا أيضًا قد",
        prefix="[وف]?",
        verb_first=True,
    ),
}
