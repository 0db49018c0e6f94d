/** Endings that make a link of two letters: `t.co`, `is.gd`. */
const shortHosts =
  'com net org co me io ly gd gl to cc tv us uk eu ru cn de ai app dev link xyz info biz site top example'.split(' ')

/**
 * Endings of three letters and more that mail programs make links of and that people are deceived with, so far as no name of
 * a person ends in them; and the same in other scripts. "Anna.Maria" and "Smith.Jones" are people.
 */
const longEndings = new Set([
  ...shortHosts,
  ...'academy accountant accountants adult agency apartments art asia associates auction audio auto bank bar bargains beer'.split(
    ' ',
  ),
  ...'best bet bid bike blog boutique broker builders business buzz cafe cam camera camp cards care career careers cash casino'.split(
    ' ',
  ),
  ...'cat center chat cheap church city claims cleaning click clinic clothing cloud club coach codes coffee college community'.split(
    ' ',
  ),
  ...'company computer condos consulting contact contractors cool coupons courses credit creditcard cricket cyou cruises data'.split(
    ' ',
  ),
  ...'date dating deal deals degree delivery dental design desi diet digital direct directory discount doctor dog domains'.split(
    ' ',
  ),
  ...'download earth edu education email energy engineer engineering enterprises equipment estate events exchange expert exposed'.split(
    ' ',
  ),
  ...'express fail family fans farm fashion film finance financial fish fit fitness flights florist flowers football forex forsale'.split(
    ' ',
  ),
  ...'foundation fun fund furniture fyi gallery game games gift gifts gives glass global gmbh gold golf gov graphics gratis'.split(
    ' ',
  ),
  ...'gripe group guide guitars guru haus health healthcare help hockey holdings holiday homes horse hospital host hosting hotel'.split(
    ' ',
  ),
  ...'house icu immo inc industries ink institute insure int international invalid invest investments jewelry jobs kim kitchen'.split(
    ' ',
  ),
  ...'land law lawyer lease legal life lighting limited limo live llc loan loans local localhost lol ltd ltda luxury maison'.split(
    ' ',
  ),
  ...'management market marketing markets mba media memorial men menu mil mobi moda moe mom money monster mortgage movie museum'.split(
    ' ',
  ),
  ...'name navy network news ngo ninja now observer one ong onion online ooo page parts party pet pharmacy photo photography'.split(
    ' ',
  ),
  ...'photos pics pictures pink pizza place play plumbing plus poker porn press pro productions promo properties property pub'.split(
    ' ',
  ),
  ...'racing recipes red rehab rent rentals repair report republican rest restaurant review reviews rip rocks run sale salon'.split(
    ' ',
  ),
  ...'sbs school science security services sex sexy shoes shop shopping show singles ski skin soccer social software solar'.split(
    ' ',
  ),
  ...'solutions space sport store stream studio study style supplies supply support surf surgery systems tax taxi team tech'.split(
    ' ',
  ),
  ...'technology tel tennis test theater tickets tips tires today tools tours town toys trade trading training travel university'.split(
    ' ',
  ),
  ...'vacations vegas ventures vet viajes video villas vin vip vision vodka vote voyage wang watch webcam website wedding wiki'.split(
    ' ',
  ),
  ...'win wine work works world wtf yoga zip zone'.split(' '),
  ...'рф рус онлайн сайт москва дети орг ком укр бел срб мкд бг қаз ею қаз հայ გე 中国 中國 公司 网络 網絡 网址 在线 中文网 我爱你 商城 集团 香港 台灣 台湾 日本 한국'.split(
    ' ',
  ),
])

/** Such endings as are said aloud or spelled out: `evil dot com`, `evil . com`. "A. de Souza" has none. */
const spokenEnding = `(?:${shortHosts.filter((ending) => ending !== 'de').join('|')})(?![\\p{L}\\p{N}])`
const spelledOut = new RegExp(
  `(?:\\s+(?:dot|punto|punkt)\\s+|\\s+\\.\\s*|(?<=\\p{L}{3})\\.\\s+(?=com|net|org))(?=${spokenEnding})`,
  'gu',
)

/** Seven digits or more, however they are grouped. */
const phoneNumber = /(?:\p{Nd}[\s()./_\p{Pd}]*){7}/u

const isHost = (text: string): boolean => {
  const labels = text.split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label))) return true
  // Every ending of two letters is a country's.
  if (!/^[a-z]{2}$|^xn--/u.test(ending) && !longEndings.has(ending)) return false
  // "M.Sc", "St.Jo" and "J.Smith" are people.
  return labels.slice(0, -1).some((label) => label.length > 2 || /[\p{N}-]/u.test(label)) || shortHosts.includes(ending)
}

/**
 * Whether a text holds something that a mail program makes a link of, or that reads like one: an email address, a link with
 * or without its scheme, a host's name or number, a phone number. Looked at as it would be read: compatibility forms and look-alike dots
 * are folded, and what nobody sees is left out.
 */
export const looksLikeAddress = (text: string): boolean => {
  const read = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u3002\u2024\uff61]|\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/gi, '.')
    .toLowerCase()
    .replace(spelledOut, '.')
  if (/\S@\S|:\/\/|\b(?:https?|hxxps?|ftp|mailto|tel|sms|javascript|data)\s*:|\bwww\b\s*\./u.test(read)) return true
  if (phoneNumber.test(read)) return true
  if (/\p{L}\.\p{L}{2,}\/\S/u.test(read)) return true
  return (read.match(/[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/gu) ?? []).some(isHost)
}
