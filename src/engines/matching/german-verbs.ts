// The strong and irregular verbs of German, by the stems that their forms are made of: present with changed vowel, past,
// participle. A closed class; every prefix verb goes like its root (abnimmt, abnahm, abgenommen: abnehmen).
const strong = `backen bäck buk gebacken, befehlen befiehl befahl befohlen, beginnen begann begonnen, beißen biss gebissen,
bergen birg barg geborgen, bersten birst barst geborsten, biegen bog gebogen, bieten bot geboten, binden band gebunden,
bitten bat gebeten, blasen bläs blies geblasen, bleiben blieb geblieben, braten brät briet gebraten,
brechen brich brach gebrochen, brennen brannte gebrannt, bringen brachte bracht gebracht, denken dachte dacht gedacht,
dringen drang gedrungen, essen iss aß gegessen, fahren fähr fuhr gefahren, fallen fäll fiel gefallen,
fangen fäng fing gefangen, finden fand gefunden, flechten flicht flocht geflochten, fliegen flog geflogen,
fließen floss geflossen, fressen friss fraß gefressen, frieren fror gefroren, geben gib gab gegeben, gehen ging gegangen,
gelingen gelang gelungen, gelten gilt galt gegolten, genießen genoss genossen, geschehen geschieh geschah,
gewinnen gewann gewonnen, gießen goss gegossen, gleichen glich geglichen, gleiten glitt geglitten, graben gräb grub gegraben,
greifen griff gegriffen, halten hält hielt gehalten, hängen hing gehangen, heben hob gehoben, heißen hieß geheißen,
helfen hilf half geholfen, kennen kannte kannt gekannt, klingen klang geklungen, kommen kam gekommen,
kriechen kroch gekrochen, laden läd lud geladen, lassen läss ließ gelassen, laufen läuf lief gelaufen,
leiden litt gelitten, leihen lieh geliehen, lesen lies las gelesen, liegen lag gelegen, lügen log gelogen,
mahlen gemahlen, meiden mied gemieden, melken molk gemolken, messen miss maß gemessen, misslingen misslang misslungen,
nehmen nimm nahm genommen, nennen nannte genannt, pfeifen pfiff gepfiffen, raten rät riet geraten, reiben rieb gerieben,
reißen riss gerissen, reiten ritt geritten, rennen rannte gerannt, riechen roch gerochen, ringen rang gerungen,
rinnen rann geronnen, rufen rief gerufen, saufen säuf soff gesoffen, saugen sog gesogen, schaffen schuf geschaffen,
scheiden schied geschieden, scheinen schien geschienen, schieben schob geschoben, schießen schoss geschossen,
schlafen schläf schlief geschlafen, schlagen schläg schlug geschlagen, schleichen schlich geschlichen,
schleifen schliff geschliffen, schließen schloss geschlossen, schmeißen schmiss geschmissen,
schmelzen schmilz schmolz geschmolzen, schneiden schnitt geschnitten, schreiben schrieb geschrieben,
schreien schrie geschrien, schreiten schritt geschritten, schweigen schwieg geschwiegen, schwellen schwill schwoll geschwollen,
schwimmen schwamm geschwommen, schwinden schwand geschwunden, schwingen schwang geschwungen, sehen sieh sah gesehen,
senden sandte gesandt, sieden sott gesotten, singen sang gesungen, sinken sank gesunken, sitzen saß gesessen,
spinnen spann gesponnen, sprechen sprich sprach gesprochen, springen sprang gesprungen, stechen stich stach gestochen,
stehen stand gestanden, stehlen stiehl stahl gestohlen, steigen stieg gestiegen, sterben stirb starb gestorben,
stoßen stöß stieß gestoßen, streichen strich gestrichen, streiten stritt gestritten, tragen träg trug getragen,
treffen triff traf getroffen, treiben trieb getrieben, treten tritt trat getreten, trinken trank getrunken,
tun tat getan, verderben verdirb verdarb verdorben, vergessen vergiss vergaß vergessen, verlieren verlor verloren,
wachsen wächs wuchs gewachsen, waschen wäsch wusch gewaschen, weichen wich gewichen, weisen wies gewiesen,
wenden wandte gewandt, werben wirb warb geworben, werfen wirf warf geworfen, wiegen wog gewogen, winden wand gewunden,
wissen weiß wusste gewusst, ziehen zog gezogen, zwingen zwang gezwungen`;

const infinitives = new Map<string, string>();
for (const verb of strong.split(/,\s*/)) {
  const [infinitive = '', ...stems] = verb.trim().split(' ');
  for (const stem of stems) {
    infinitives.set(stem, infinitive);
    // abgenommen, but vernommen and übernommen.
    if (stem.startsWith('ge') && stem.length > 5) infinitives.set(stem.slice(2), infinitive);
  }
}

export const prefixes =
  'ab an auf aus auseinander be bei dar durch ein emp ent entgegen er fehl fern fest fort frei gegenüber ge her heraus herein herunter hin hinaus hinein hinter hinunter hinzu hoch los miss mit nach nieder ruck rück über um un unter ver vor voran voraus vorbei weg weiter wieder zer zu zurecht zurück zusammen'
    .split(' ')
    .sort((a, b) => b.length - a.length);

/** Infinitives whose irregular form this may be, prefixes kept: abnimmt, aufzunehmen's participles, erkannte, trägt. */
export function strongInfinitives(word: string): string[] {
  const found: string[] = [];
  const bare = (form: string): string | undefined => {
    for (const ending of ['', 't', 'st', 'en', 'e', 'te', 'ten', 'n', 'em', 'er', 'es'])
      if (form.endsWith(ending)) {
        const infinitive = infinitives.get(form.slice(0, form.length - ending.length));
        if (infinitive) return infinitive;
      }
    return undefined;
  };
  const whole = bare(word);
  if (whole) found.push(whole);
  for (const prefix of prefixes) {
    if (!word.startsWith(prefix) || word.length - prefix.length < 3) continue;
    const root = bare(word.slice(prefix.length));
    if (root) found.push(prefix + root);
  }
  return found;
}

/** A verb without its prefix: nachführen is führen; undefined where there is none. */
export function withoutPrefix(infinitive: string): string | undefined {
  const prefix = prefixes.find((one) => infinitive.startsWith(one) && infinitive.length - one.length >= 5);
  return prefix && infinitive.endsWith('n') ? infinitive.slice(prefix.length) : undefined;
}
