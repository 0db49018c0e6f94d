/** Endings that make a link of two letters: `t.co`, `is.gd`. After longer names every ending does. */
const shortHosts = /^(com|net|org|co|me|io|ly|gd|gl|to|cc|tv|us|uk|eu|ru|cn|de|ai|app|dev|link|xyz|info|biz|site|top)$/

const isHost = (text: string): boolean => {
  const labels = text.split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length === 4 && labels.every((label) => /^\d{1,3}$/.test(label))) return true
  if (!/^\p{L}[\p{L}\p{M}]+$|^xn--/u.test(ending)) return false
  // "M.Sc", "St.John" and "J.Smith" are people.
  return labels.slice(0, -1).some((label) => label.length > 2 || /[\p{N}-]/u.test(label)) || shortHosts.test(ending)
}

/**
 * Whether a text holds something that a mail program makes a link of, or that reads like one: an email address, a link with
 * or without its scheme, a host's name or number. Looked at as it would be read: compatibility forms and look-alike dots
 * are folded, and what nobody sees is left out.
 */
export const looksLikeAddress = (text: string): boolean => {
  const read = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u3002\u2024\uff61]|\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/gi, '.')
    .toLowerCase()
  if (/\S@\S|:\/\/|\b(?:https?|hxxps?|ftp|mailto|tel|sms|javascript|data)\s*:|\bwww\b\s*\./u.test(read)) return true
  if (/\p{L}\.\p{L}{2,}\/\S/u.test(read)) return true
  return (read.match(/[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/gu) ?? []).some(isHost)
}
