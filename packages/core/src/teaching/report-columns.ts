import { readClock, readMinutes } from './report-values.ts'

/** What a meeting's report says of someone, column by column; `login` is an account's name, often an address. */
export type Column =
  | 'name'
  | 'first'
  | 'last'
  | 'email'
  | 'login'
  | 'join'
  | 'leave'
  | 'minutes'
  | 'waiting'
  | 'attended'
export type Columns = Partial<Record<Column, number>>

/** Headings are compared without accents, brackets, and case: "Durée (minutes)" is `duree`. */
const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\(.*?\)/g, ' ')
    .replace(/[’`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/**
 * The headings that Zoom, Teams, and Google Meet write, in the languages that most accounts use. The first that fits a cell
 * counts, so a first name is no name.
 */
const headings: readonly [Column, RegExp][] = [
  [
    'waiting',
    /waiting room|warteraum|salle d'attente|sala (?:de|d') ?(?:espera|attesa)|wachtkamer|待機室|等候室|대기실|зал[а-я]* ожидания|poczekaln|bekleme odas|vantrum/,
  ],
  ['attended', /^(?:attended|teilgenommen|a participe|asistio|participou|出席|参加済み|已参加|참석함)$/],
  ['login', /upn|user principal|participant id|teilnehmer-?id|id (?:de|del|do) participante|参加者 ?id/],
  ['email', /e-?mail|correo|courriel|メール|邮件|邮箱|郵件|이메일|эл\. ?почт|электронн|e-?post|^upn$/],
  [
    'minutes',
    /(?:^|total |in-meeting |meeting )duration|time in session|dauer|duree|duracion|duracao|durata|duur\b|^duur|permanencia|期間|所要時間|継続時間|時間の長さ|持续时间|時長|时长|時間長度|기간|지속|длительность|продолжительность|czas trwania|^sure\b|toplam sure|varaktighet|langd\b|varighed|varighet|kesto|thoi gian$|thoi luong|durasi|^(?:\w+ )?(?:mins?|minutes?|minuten|minutos|minuti|minuter|minutter|minuty)(?: \w+)?$|^(?:минуты|分|分数|分钟|分鐘|분)$/,
  ],
  [
    'join',
    /first join|join|time joined|beitritt|beigetreten|teilnahmebeginn|arrivee|(?:heure|date) d'(?:acces|entree)|connexion|entrada|unirse|ingres|entrou|ora di (?:ingresso|accesso)|toetred|deelname|参加(?:時|日|した)|入室|加入|참가|참여 시간|вход|dolacz|katil|ansl[uo]t/,
  ],
  [
    'leave',
    /last leave|leave|time exited|austritt|verlassen|verlasse|depart|sortie|salida|salir|saida|saiu|uscita|vertrek|verlaten|退出|退室|离开|離開|나간|퇴장|выход|opuszcz|ayril|lamna/,
  ],
  [
    'first',
    /^(?:first name|vorname|prenom|nombre de pila|primer nombre|primeiro nome|given name|voornaam|名$|имя пользователя имя)/,
  ],
  [
    'last',
    /^(?:last name|surname|family name|nachname|nom de famille|apellidos?|sobrenome|ultimo nome|cognome|achternaam|姓$|фамилия)/,
  ],
  [
    'name',
    /^(?:(?:full|user|display|participant|attendee|vollstandiger|anzeige|benutzer|teilnehmer) ?)?name$|^benutzername$|^(?:participant|attendee|student|member|registrant|teilnehmer)$|^nom(?: complet| d'utilisateur| et prenom)?$|^nombre(?: completo| de usuario| del participante)?$|^nome(?: completo| do usuario| utente| de usuario)?$|^(?:volledige )?naam$|^(?:gebruikers)?naam$|^(?:fullstandigt )?namn$|^navn$|^nimi$|名前|氏名|表示名|ユーザー名|^(?:用户|用戶|使用者)?(?:名称|名稱|姓名|名字|名)$|^(?:사용자 )?(?:이름|성명)|^имя(?: пользователя)?$|^ф\.?и\.?о|^(?:nazwa|imie)|^ad(?:i|ı)?(?: soyad[iı]?)?$|^kullanici adi$|^ten\b|^nama/,
  ],
]

const named = ({ name, first, last }: Columns): boolean => (name ?? first ?? last) !== undefined
const timed = ({ minutes, join, leave }: Columns): boolean =>
  minutes !== undefined || (join !== undefined && leave !== undefined)

/** A time, an address, or a length: what's found below headings. */
const isValue = (cell: string): boolean => cell.includes('@') || isTime(cell) || readMinutes(cell) !== undefined

/** "Time (minutes)", where nothing else is how long. */
const inMinutes = /[(（](?:in )?(?:mins?|minutes?|minuten|minutos|minuti|分|分钟|分鐘|분)\.?[)）]/i

/**
 * Where each column is, when the cells are the headings of people; nothing for any other row.
 * @param unnamed  a column of addresses will do for the names: of the meeting itself reports say its host's
 */
export const columnsOf = (cells: readonly string[], unnamed = false): Columns | undefined => {
  if (cells.some(isValue)) return undefined
  const found: Columns = {}
  for (const [index, cell] of cells.entries()) {
    const words = plain(cell)
    const column = words === '' ? undefined : headings.find(([, heading]) => heading.test(words))?.[0]
    if (column !== undefined && found[column] === undefined) found[column] = index
  }
  const length = found.minutes === undefined ? cells.findIndex((cell) => inMinutes.test(cell)) : -1
  if (length >= 0) found.minutes = length
  return timed(found) && (named(found) || (unnamed && found.email !== undefined)) ? found : undefined
}

/**
 * Where the columns are under headings in a language that isn't known, judged by what is below them: two times side by side
 * and then how long that was, as every report has it, the name first.
 */
export const columnsByValues = (cells: readonly string[]): Columns | undefined => {
  const join = cells.findIndex((cell, index) => isTime(cell) && isTime(cells[index + 1] ?? ''))
  if (join < 1 || readMinutes(cells[join + 2] ?? '') === undefined || (cells[0] ?? '').trim() === '') return undefined
  const email = cells.findIndex((cell, index) => index < join && index > 0 && cell.includes('@'))
  return { name: 0, ...(email > 0 ? { email } : {}), join, leave: join + 1, minutes: join + 2 }
}

const isTime = (cell: string): boolean => /\d:\d\d/.test(cell) && readClock(cell) !== undefined
