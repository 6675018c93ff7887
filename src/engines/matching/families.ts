import type { European } from './language.ts';

// Endings that words of one family take: verbs, what is done and who does it, what it is like. Each word of a family
// stands for the others where these are not known by themselves.
const endings: Record<Exclude<European, 'en'>, readonly string[]> = {
  de: 'en n e er in ern ung ungen s t bar bare baren lich liche lichen ig ige igen igkeit keit heit isch ische ischen los lose losen end ende enden ler ner tion tionen ieren iert ierte ierung ität iv ive iven al ale alen ell elle ellen at ate'.split(
    ' ',
  ),
  it: 'are ere ire o a i e ato ata ati ate azione azioni zione zioni atore atori atrice tore tori trice amento amenti imento imenti mento abile abili ibile ibili ante anti ente enti ativo ativa ativi ative ivo iva ivi ive atura ature ura ure aggio aggi ità oso osa osi ose ale ali ico ica ici iche ista isti ismo eria erie iere ieri aio aria ario ari izzare izzato izzata izzazione ificio ifici'.split(
    ' ',
  ),
  fr: 'er ir re e s es é ée és ées ation ations tion tions ement ements age ages eur eurs euse euses teur teurs trice able ables ant ante ants antes if ive ifs ives ité ités eux al ale aux ales ique iques ure ures isme iste istes erie eries ier ière iers ières iser isé isée isation el elle'.split(
    ' ',
  ),
  es: 'ar er ir o a os as e es ado ada ados adas ido ida ación aciones ción ciones ador adora adores edor idor miento mientos amiento imiento able ables ible ibles ante antes ente entes ivo iva ivos ivas ura uras aje ajes idad oso osa osos osas al ales ico ica icos icas ista ismo ería ero era eros izar izado izada ización'.split(
    ' ',
  ),
};

const sets = Object.fromEntries(
  Object.entries(endings).map(([language, list]) => [language, new Set(list)]),
) as Record<keyof typeof endings, Set<string>>;

/** Words that may be of the same family, those with the longest root first; the dictionary knows which there are. */
export function* family(word: string, language: Exclude<European, 'en'>): Generator<string> {
  for (let at = word.length; at >= Math.max(4, Math.ceil(word.length / 2)); at--) {
    const ending = word.slice(at);
    if (ending !== '' && !sets[language].has(ending)) continue;
    const root = word.slice(0, at);
    if (ending !== '') yield root;
    for (const other of endings[language]) if (other !== ending) yield root + other;
  }
}
