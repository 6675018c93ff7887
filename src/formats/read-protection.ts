/** How a technology is protected: the state, and the references as written. */
export interface ProtectionReading {
  protection?: 'secret' | 'pending' | 'granted' | 'copyright' | 'none';
  references: string;
}

const STATES = ['secret', 'pending', 'granted', 'copyright', 'none'] as const;

/** Granted in words; `B1`, `B2` and such are the kind codes of granted patents (WIPO ST.16). */
const GRANTED =
  /\b(?:granted|issued|patented)\b|\b(?:US|EP|CN|JP|KR|DE|CA|AU|GB|FR|ZL)\s?[\d.,]{6,14}\s?[BC]\d?\b|\bZL\d{8}|已授权|授权专利|erteilt|concesso|등록특허/i;
/** A number of a granted American patent: in groups of three, or behind the letters or the word. */
const AMERICAN =
  /(?<![\d/,.])(?:[4-9]|1[0-2]),\d{3},\d{3}(?!\d|,\d)|\bUS\s?\d{7,8}\b|\bpatent\s(?:no\.?|number|#)\s?[\d,]{7,10}/i;
const PENDING =
  /\bpending\b|\bprovisional\b|\bfiled\b|\bapplications?\b|\bPCT\b|\bWO\s?\/?\s?\d{4}|\b(?:US|EP|CN|JP|KR|DE)\s?\d{6,13}\s?A\d?\b|(?:\b|US\s?)20\d{2}[/-]?\d{6,7}|(?:\b|US\s?)\d{2}\/\d{3},\d{3}\b|申请中|实审|已申请|公开|angemeldet|Anmeldung|depositato|domanda|출원/i;
const COPYRIGHT = /\bcopyright|著作权|版权|Urheberrecht|diritto d['’]autore|저작권/i;
const SECRET = /\btrade secret|\bknow-?how\b|技术秘密|商业秘密|Geschäftsgeheimnis|segreto|영업비밀/i;
const NONE = /^(?:none|no|not protected|no patents?|无|keine?|nessun[ao]?|없음)\.?$/i;

/** The state that a text about patents speaks of, the strongest where there are several; none where it is not clear. */
export function readProtection(text: string): ProtectionReading {
  const references = text.trim();
  const bare = references.toLowerCase();
  const said = STATES.find((state) => state === bare);
  if (said) return { protection: said, references: '' };
  if (NONE.test(references)) return { protection: 'none', references: '' };
  if (GRANTED.test(references) || AMERICAN.test(references)) return { protection: 'granted', references };
  if (PENDING.test(references)) return { protection: 'pending', references };
  if (COPYRIGHT.test(references)) return { protection: 'copyright', references };
  if (SECRET.test(references)) return { protection: 'secret', references };
  return { references };
}
