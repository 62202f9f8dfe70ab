"""Abbreviations that end with a full stop inside a sentence, by language, in lower case without the stop."""

from __future__ import annotations

COMMON = frozenset(
    "dr prof st mr mrs ms jr sr vs no nr al cf ca co inc ltd corp gen col lt sgt capt vol pp fig ed eds".split()
)
"""Understood in every language of our list."""

ORDINAL_DOT = frozenset("bs cs da de et eu fi fo hr hu is lb lv nb nn no pl sk sl sr tr".split())
"""Languages that write ordinals with a full stop: am 3. Mai, 3. května."""

CAPITAL_NOUNS = frozenset(("de", "lb"))
"""Where a capital behind "3." may be the month or the thing that is counted; elsewhere it begins a sentence."""

ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "rep reps sen sens gov pres hon rev adm maj cmdr supt messrs mt ft ave blvd rd dept est approx jan feb mar "
        "apr jun jul aug sep sept oct nov dec univ assn bros ph i.e e.g a.k.a",
        "de": "bzw usw evtl ggf inkl exkl zzgl abs art aufl bd bspw betr bez dgl dipl ing ebd einschl entspr etc fam ff "
        "frl geb gest gegr hl hrsg jh jhd jhs kap lfd max min mio mrd nachf nov okt dez jan feb mär apr aug sep sept od "
        "rd red sog std str tel u.a v.a z.b d.h u.u o.ä stellv tgl ugs urspr vgl vors zit ziff zt",
        "fr": "m mm mme mmes mlle mgr me pr av apr env etc ex chap art bd boul éd fig hab janv févr avr juil sept oct nov "
        "déc tél vol p.ex c.-à-d",
        "es": "sr sra sres srta d dª dña ud uds av avda admón aprox art cap cía depto etc fig gral ing lic ntra núm pág págs "
        "pdte pdta prov ref sto sta tel vol ee.uu",
        "it": "sig sigg dott ing avv arch on sen gen mons rag geom ecc es fig pag pagg art cap ca tel vol sec",
        "pt": "sr sra srs sras dra eng arq av art cap cia dep etc ex exmo fig gov pág págs prof profa sec sto sta tel vol",
        "pl": "ul al pl tzw tzn np dn m.in itd itp ok godz r w str św ks bp gen płk kpt por mjr prof hab mgr inż red zob wyd t "
        "im n.p.m p.n.e n.e min mld mln tys zł gr pkt poz rys tab tel woj pow gm dyr prez wiceprez bł abp kard o.o",
        "cs": "mj např tzv tj tzn atd apod popř resp cca č čp str sv ing mgr bc judr mudr rndr phdr doc gen plk por kpt red "
        "roč rkp ul nám tř tel min max mil mld tis kč hod odst písm pozn srov stol př n.l",
        "sk": "napr tzv t.j atď apod popr resp č čp str sv ing mgr bc judr mudr rndr phdr doc gen plk por kpt red roč ul nám "
        "tel min max mil mld tis hod ods písm pozn porov stor",
        "nl": "bv bijv blz dhr drs mevr mw mr ir ing enz etc evt excl incl jl jr m.n m.a.w nl n.a.v o.a o.l.v t.a.v t.o.v "
        "ca zgn zog resp tel",
        "sv": "bl.a t.ex d.v.s dvs s.k m.m m.fl f.kr e.kr f.d o.d osv etc ca kl kap resp tel tr utg uppl nr s.a.s jfr",
        "da": "bl.a f.eks dvs d.v.s ca kl kr mio mia m.m m.fl osv hhv jf kap nr pct pga stk tlf vedr årg evt inkl ekskl hr fr",
        "nb": "bl.a f.eks dvs d.v.s ca kl kr mill mrd m.m m.fl osv hhv jf kap nr pst pga stk tlf vedr årg evt inkl ekskl hr",
        "fi": "esim mm ns jne ym yms ks vrt ts eli klo nk n s t v os puh tri",
        "hu": "dr ifj id özv stb ill pl kb ún vö ti sz old kft bt zrt nyrt tel u utca",
        "ro": "dl dlui dna dv str bd bl sc ap nr pag art alin lit etc ș.a ing ec av conf univ lect jud com",
        "hr": "npr tj tzv itd itsl sl dr sc mr prof doc gđa gdin str br ul čl st op god mil mlrd tis kn",
        "sl": "npr tj t.i itd ipd oz dr mag prof doc ga g str št ul čl st op mio mrd tis",
        "sr": "npr tj tzv itd itsl sl dr mr prof doc str br ul čl st god mil mlrd нпр тј тзв итд др проф стр бр ул год мил",
        "ru": "г гг в вв т.е т.д т.п т.к т.н тыс млн млрд руб коп др пр им ул пр-т пл пер д кв корп стр рис табл см ср напр "
        "проф акад доц ген полк кап св р род ум англ нем фр лат греч н.э обл р-н тел",
        "uk": "р рр ст т.д т.п т.з т.зв тис млн млрд грн коп ін ім вул просп пл пров буд кв корп с стор рис табл див пор напр "
        "проф акад доц ген полк кап св нар англ нім фр лат н.е обл р-н тел",
        "bg": "г гг в вв т.е т.н т.нар хил млн млрд лв ст др пр им ул бул пл бл вх ет ап стр фиг табл вж срв напр проф акад доц "
        "инж ген полк св род обл тел",
        "tr": "dr prof doç yrd av müh alb gen bkz vb vs örn yy sok cad mah apt no tel",
        "id": "dr drs ir hj h prof jl jln no hlm dll dsb dst tgl thn",
        "el": "κ κα κ.ά κ.λπ κλπ π.χ δηλ αρ σελ τ χλμ εκ δρ βλ πρβλ μ.μ π.μ",
        "ca": "sr sra dr dra av pl c núm pàg pàgs art cap etc p.ex aprox tel vol",
        "gl": "sr sra d dna av rúa núm páx páxs art cap etc p.ex aprox tel vol",
        "lt": "pvz t.y kt pan t.t m d val min sek proc tūkst mln mlrd dr doc gen pulk kpt g pr al šv",
        "lv": "piem t.i u.c u.tml utt plkst milj mljrd tūkst dr doc g gs lpp nr sk",
        "et": "nt st jne jms u ca dr mag prof tn mnt pst kl lk nr vt vrd saj",
    }.items()
}
