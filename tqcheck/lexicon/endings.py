"""How the words of a house list are inflected: small tables of regular endings, a few rows a language.

They serve to recognise the forms of a word that a house has accepted or forbidden, not to judge
grammar: each row says which endings may follow which end of a base form. Vowel harmony is not
looked at (Turkish, Hungarian, Finnish), stems that change inside are only where a row says so,
and a language without rows has its words as they are written, and before an apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LEAST_LETTERS = 3
"""Of a word that has other forms than itself: "IT" has no form "ITem"."""
LEAST_STEM = 2
"""Letters that must be left of a word when an ending is put on."""
LONGEST_CUT = 3
"""Letters that a row takes off a word at most."""

_CLASSES = {
    "C": "[bcdfghjklmnpqrstvwxzßçčćďđğģķļľĺłňńņñřŕśšşșťţțźžżбвгґдђѓжзйклљмнњпрстћќфхцчџшщβγδζθκλμνξπρστφχψ]",
    "V": "[aeiouyáàâäãåāăąæéèêëēėęěíìîïīįóòôöõőøœúùûüūůűųýıаеёєиіїоуыэюяαάεέηήιίοόυύωώ]",
}

# languages, what a base form ends with ("kept+cut": the endings replace what is cut; a regular
# expression where C is a consonant and V a vowel), endings. A language in brackets is followed by
# what its words must look like: (lower) for words in lower case, (name) for those with a capital.
_ROWS = """
en  .+                        's '
en  ([^sxzhy]|V[y]|[^cs]h)+   s s'
en  ([sxz]|ch|sh)+            es es'
en  C+y                       ies ies'
en(name)  y+                  s s'
en(lower)  C+                 ed ing
en(lower)  +e                 ed ing
en(lower)  C+y                ied ying

de(name)  .+                  s ' e es en er ern n ns
de(lower)  C+                 e en er es em st t te ten tet ere eren erer eres erem
de(lower)  +en                e st t te ten tet end ende enden ender endes endem

nl  .+                        s 's ' e en n je jes tje tjes pje pjes

sv  .+                        s en ens n ns et ets t ts ar ars arna arnas er ers erna ernas or ors na nas a e
sv  +a                        or ors orna ornas an ans ade ades at ats ande
sv  +e                        ar ars arna arnas
da  .+                        s ' en ens n ns et ets t ts er ers erne ernes r rs rne rnes e es ene enes
nb,nn  .+                     s ' en ens n ns et ets t ts er ers erne ernes ene enes a ane anes ar r rs e es ne nes
nn  +e                        ar arne
is  .+                        s ar i a um inn inum ins in ina inni unni innar ir ur unum anna num nn

fr  .+                        s x
fr(lower)  C+                 e es
fr(lower)  +er                e es ent é ée és ées ait aient ant a ons ez
fr  +al                       aux ale ales
es,gl  V+                     s
es,gl  C+                     es s
es,gl(lower)  C+              a as
es,gl(lower)  +o              a as os
es  +z                        ces
es  +ón                       ones
es  +n                        nes
pt,gl  V+                     s
pt  C+                        es s
pt  +m                        ns
pt  +l                        is
pt  +ão                       ões ães ãos
pt(lower)  +o                 a as
ca  V+                        s ns
ca  C+                        s os es a
ca  +a                        es
ca(lower)  +o                 a os es
it(lower)  +o                 i a e
it(lower)  +a                 e i
it(lower)  +e                 i
it(lower)  [cg]+o             hi
it(lower)  [cg]+a             he
it(lower)  +io                i ia ie
ro  C+                        ul ului e i ii iii ilor uri urile urilor ule a ei
ro  +a                        ei e ele elor
ro  +ă                        a ei e ele elor i
ro  +e                        ea ei i ile ilor le lor
ro  +u                        ul ului i ii ilor
ro  V+                        ul ului lui le lor uri urile urilor a i

pl  C+                        a u owi em ie y e om ami ach ów owie ze i
pl  [kg]+                     iem i
pl  [cnśźżzsj]+               iem iowi iu ia ie iom iami iach
pl  +[ntdrł]                  nie cie dzie rze le
pl  +st                       ście
pl  +ek                       ka kowi kiem ku ki ków kom kami kach
pl  +iec                      ca cowi cem cu cy ców com cami cach
pl  +eł                       ła łowi łem le ły
pl  +er                       ra rowi rem rze
pl  +ań                       ania aniowi aniem aniu
pl  +ń                        nia niowi niem niu nie ni niom niami niach
pl  C+a                       y i ie ę ą o om ami ach - u
pl  +ta                       cie
pl  +da                       dzie
pl  +ra                       rze
pl  +ła                       le
pl  +ka                       ce ek
pl  +ga                       dze
pl  +cha                      sze
pl  i+a                       - e ę ą o om mi ami ach
pl  [jl]+a                    i ę ą o om ami ach
pl  [kg]+a                    iej ą ie i
pl  ow+a                      ej ą ym e ych ymi
pl  +a                        ów
pl  [kg]+i                    - om ami ach ów
pl  +ki                       ek
pl  C+y                       - om ami ach ów
pl  +ów                       owa owi owie owu owem
pl  C+o                       a u owi em ie ze om ami ach
pl  [kg]+o                    iem
pl  C+e                       em ego emu ów om ami ach a u
pl  +um                       a ów om ami ach
pl  [kg]+i                    iego iemu im ich imi a iej ą ie
pl  i+                        ego emu m ch mi
pl  C+y                       ego emu ym ych ymi a ej ą e i
pl  .+                        'a 'owi 'em 'ie 'u 'ego 'emu 'go 'mu 'm 'iem 'y 'ów 'om 'ami 'ach

cs,sk  C+                     a u ovi om em e i y ů ov ům om ech och ami mi ě ův ova ovo ovi ovy ově ovu ových ovým ovými
cs  +[kg]                     ci ce zi ze cích zích
cs,sk  +ek                    ka kovi kem kom ku ci ky ků kov kům
cs,sk  +el                    la lu lovi lem le lom ly lové
cs,sk  +us                    u em om e y ů ům ech
sk  C+                        ovia
sk  C+a                       ám ách iam iach
cs,sk  +á                     é ou ú ej ých ým ými
cs  +ec                       ce ci cem cům cích
sk  +ec                       ca covi com ci cov
cs,sk  C+a                    y i ě e u o ou ovi ů ům ách ami - in ina ino iny inu iných
cs  +ka                       ce ek
cs  +ha                       ze
cs  +ra                       ře
cs  +e                        i í ím ích emi em ete
cs  +ice                      ic icím icích icemi
cs,sk  +y                     - ů ov ům om ách ami ech mi
cs,sk  +ův                    ova ovo ovy ovi ově ovu ových ovým ovými
cs  +ň                        ně ni ňů ním ních němi
cs,sk  C+o                    a u em om ě ovi e
cs,sk  C+ý                    ého ému ým ém á é ou ých ými í ej
cs,sk  +í                     ího ímu ím ích ími
sk  +y                        ého ému ým om ých ými ho mu m
cs,sk  [iy]+                  ho mu m ch mi

hr,sr,bs,cnr,sl  C+           a u om em e i ov ova ovo ovi ove ovu ovim ovih ovima im ih ima
hr,sr,bs,cnr,sl  C+           ev eva evo evi eve evu evim evih evima
hr,sr,bs,cnr,sl  +a           e i u o om ama ah ami in ina ino ini ine inu inim inih - ica ice
hr,sr,bs,cnr,sl  +o           a u om i e
hr,sr,bs,cnr,sl  +e           a u em i ta tu tom
hr,sr,bs,cnr,sl  +i           og om oga omu em im ih ima eg ega emu a e u oj ja ju jem ji jev jeva
hr,sr,bs,cnr,sl  +ak          ka ku kom kem ke ki
sl  r+                        ja ju jem ji jev jeva jih
sl  C+                        ih oma ema ov ega emu em

ru,be  C+                     а у ом ем е ы и ов ев ей ам ами ах ым ой ою ыми ых
ru,be  +а                     ы и е у ой ей ою ею ам ами ах - ин ина
ru,be  +я                     и е ю ей ёй ею ям ями ях й ь
ru,be  +ь                     я ю ем ём е и ей ям ями ях ью
ru,be  +й                     я ю ем ём е и ев ёв ям ями ях
ru,be  +[ыои]й                ого его ому ему ым им ом ем ая яя ую юю ой ей ое ее ые ие ых их ыми ими
ru  +ок                       ка ку ком ке ки ков кам ками ках
ru  +ец                       ца цу цем цом це цы цев цов цам цами цах
ru  +о                        а у ом е ам ами ах
ru  +ые                       ых ым ыми
be  .+                        у ам аў
uk  C+                        а у ові еві ом ем і и ів їв ам ами ах е ю єві єм ої ою
uk  +а                        и і у ою ею о е ам ами ах - ин
uk  C+                        им их ими ім
uk  +ка                       ці
uk  +га                       зі
uk  +и                        ів ам ами ах -
uk  +я                        і ї ю ею єю е є ям ями ях
uk  +ь                        я ю еві єві ем і ів ям ями ях е
uk  +й                        я ю єві єм ї є їв ям ями ях
uk  +[иі]й                    ого ього ому ьому им ім а я ої ьої у ю ою ьою е і их іх ими іми
uk  +ок                       ка ку кові ком ки ків кам ками ках
uk  +ець                      ця цю цеві цем ці ців цям цями цях
uk  +о                        а у ові ом і ам ами ах
bg,mk  C+                     а ът и ите ове овете от та то те у ов ова ово ови
bg,mk  +а                     та и ите о ата
bg,mk  +о                     то а ата
bg  +[ийя]                    я ят и ите
bg  .+                        та то те

lt  +as                       o ui ą u e ai ų ams us ais uose
lt  +[iy]s                    io iui į iu yje y i iai ių iams ius iais iuose
lt  +as                       uje e au
lt  +ius                      iaus iui ių iumi iuje iau iai iams iais iuose
lt  +tis                      čio čiui tį čiu tyje ti čių čiai
lt  +dis                      džio džiui dį džiu dyje di džių džiai
lt  +us                       aus ui ų umi uje au ūs ums umis iaus iui iu iuje
lt  +a                        os ai ą oje ų oms as omis ose
lt  +ė                        ės ei ę e ėje ių ėms es ėmis ėse
lv  +s                        a am u ā i us iem os ais ajam ajai
lv  +is                       a im i ī u ja jam ju ji jus jiem
lv  +a                        as ai u ā ām ās
lv  +e                        es ei i ē ēm ēs

el  +ος                       ου ο ε οι ων ους
el  +ός                       ού ό έ οί ών ούς
el  +ας                       α ες ων
el  +ης                       η ες ων
el  +[αά]                     ας ες ων άς
el  +[ηή]                     ης ες εις ων ής
el  +ο                        ου α ων
el  +ι                        ιού ια ιών

id,ms  .+                     nya lah kah pun ku mu an kan i
"""

# Languages that string suffixes together: every string of at most one of each place.
_CHAINS = {
    "tr": (
        ["", "lar", "ler"],
        ["", *"ı i u ü sı si su sü ım im um üm m ın in un ün n ımız imiz umuz ümüz mız miz muz müz".split()],
        [
            "",
            *"ı i u ü yı yi yu yü nı ni nu nü ın in un ün nın nin nun nün a e ya ye na ne da de ta te nda nde dan den tan "
            "ten ndan nden la le yla yle lı li lu lü sız siz suz süz ca ce ça çe".split(),
        ],
        ["", *"ki dır dir dur dür tır tir tur tür ydı ydi dı di tı ti ymış mış yken".split()],
    ),
    "hu": (
        ["", *"k ok ek ök ak i a e ja je ai ei jai jei uk ük juk jük é".split()],
        [
            "",
            *"t ot et öt at nak nek ban ben ba be ból ből hoz hez höz nál nél tól től ra re ról ről on en ön n val vel vá "
            "vé ért ig ként ul ül os es ös s i é".split(),
        ],
    ),
    "fi": (
        ["", "i", "e"],
        [
            "",
            *"n a ä ta tä na nä ksi ssa ssä sta stä lla llä lta ltä lle tta ttä t in an en on un yn än ön seen iin hin "
            "han hen hon hun hyn hän hön ja jä ia iä jen ien itten issa issä ista istä illa illä ilta iltä ille".split(),
        ],
        ["", *"ni si nsa nsä mme nne an en än".split()],
        ["", *"kin kaan kään ko kö han hän pa pä".split()],
    ),
    "et": (
        ["", *"i e u a".split()],
        ["", *"t d de te id sse s st le l lt ks ni na ta ga ga ele el elt eks sid dele tele dega tega des".split()],
    ),
    "eu": (["", "e", "r"], ["", *"a ak ek ren aren en ko ra rekin arekin n an tik z".split()]),
}
"""Turkish, Hungarian, Finnish, Estonian, Basque: plural, possessive, case, clitic."""

_CLOSED = "n t lla llä lta ltä lle ssa ssä sta stä ksi tta ttä".split()
"""Finnish case endings that close a syllable, so that the consonant before it weakens."""


@dataclass(frozen=True, slots=True)
class Row:
    """Endings that a base form of some shape may have; `cut` letters of the base are taken off first.

    `endings` hold the empty one only where something is cut.
    """

    base: re.Pattern[str]
    endings: frozenset[str]
    only: str = ""
    """"lower" or "name": entries without or with a capital; empty: both."""

    def stem(self, base: str) -> str | None:
        """Return what the endings are put on, or None when the row is not for this base form."""
        match = self.base.search(base)
        return base[: match.start("cut")] if match else None


@lru_cache(maxsize=64)
def rows_for(language: str) -> tuple[Row, ...]:
    """Return the rows of a language; none for one that has no table."""
    rows = []
    for line in _ROWS.strip().splitlines():
        if not line:
            continue
        languages, shape, *endings = line.split()
        marks = {
            name.rstrip(")").partition("(")[0]: name.rstrip(")").partition("(")[2] for name in languages.split(",")
        }
        # "es,gl(lower)": the mark of the last language holds for all.
        only = next((mark for mark in reversed(marks.values()) if mark), "")
        if language in marks:
            rows.append(Row(_pattern(shape), frozenset("" if e == "-" else e for e in endings), only))
    return (*rows, *_chained(language))


def _pattern(shape: str) -> re.Pattern[str]:
    kept, cut = shape.rsplit("+", 1)
    expanded = "".join(_CLASSES.get(character, character) for character in kept)
    return re.compile(rf"(?:{expanded})(?P<cut>{cut})$")


def _strings(places: tuple[list[str], ...]) -> frozenset[str]:
    strings = {""}
    for place in places:
        strings = {string + suffix for string in strings for suffix in place}
    return frozenset(strings - {""})


def _chained(language: str) -> list[Row]:
    if language not in _CHAINS:
        return []
    endings = _strings(_CHAINS[language])
    rows = [Row(_pattern(".+"), endings)]
    if language == "tr":
        vowels = frozenset(e for e in endings if e[0] in "aeıioöuü")
        rows.append(Row(_pattern(".+"), frozenset(f"'{e}" for e in endings), "name"))
        for hard, soft in zip("kpçt", "ğbcd", strict=True):
            rows.append(Row(_pattern(f"V+{hard}"), frozenset(soft + e for e in vowels), "lower"))
    elif language == "fi":
        # Helsinki, Helsingin; Vilppu, Vilpulle; Kalymnos, Kalymnoksen.
        for kept, strong, weak in ("kk-", "pp-", "tt-", "nkg", "ntn", "ltl", "rtr", "mpm", "htd", " td", " pv"):
            cut = f"{kept.strip()}+{strong}[aäeioöuy]"
            softened = (f"{weak.strip('-')}{vowel}{case}" for vowel in "aäeioöuy" for case in _CLOSED)
            rows.append(Row(_pattern(cut), frozenset(softened)))
        rows.append(Row(_pattern("V+s"), frozenset((*(f"kse{e}" for e in endings), "sta", "stä", "ksi"))))
        rows.append(Row(_pattern("+nen"), frozenset(f"s{e}" for e in ("ta", "tä", *(f"e{e}" for e in endings)))))
        rows.append(Row(_pattern("C+"), frozenset(f"'{e}" for e in endings), "name"))
    elif language == "hu":
        # The v of -val and -vel becomes what stands before it: Hochsteinnel.
        for letter in "bcdfghjklmnprstvwxz":
            rows.append(Row(_pattern(f"{letter}+"), frozenset(f"{letter}{e}" for e in ("al", "el", "á", "é"))))
        for short, long in (("a", "á"), ("e", "é")):
            rows.append(Row(_pattern(f"+{short}"), frozenset(long + e for e in endings)))
    return rows
