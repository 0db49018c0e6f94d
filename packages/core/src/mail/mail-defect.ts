import type { Mail } from './mailer.ts'

/** The longest path that SMTP carries (RFC 5321, section 4.5.3.1.3), and the longest line of a mail (RFC 5322, 2.1.1). */
const longestAddress = 254
const longestLine = 998

const address = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:"\p{C}]+$/u
const headerName = /^[A-Za-z][A-Za-z0-9-]{0,75}$/
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u

/**
 * What is wrong with a mail that must not go out: whatever could write headers of its own, or go to someone else. Bodies are
 * the templates' to escape, and the provider's to wrap.
 */
export const mailDefect = ({ to, subject, headers = {}, attachments }: Mail): string | undefined => {
  if (to.length > longestAddress || !address.test(to)) return 'The address isn’t a valid email address.'
  if (subject.length > longestLine || !oneLine.test(subject)) return 'The subject is too long or isn’t a single line.'
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name) || name.length + 2 + value.length > longestLine || !oneLine.test(value)) {
      return `The header ${JSON.stringify(name.slice(0, 76))} is too long or isn’t a single line.`
    }
  }
  const odd = attachments.some(({ filename, contentType }) => !oneLine.test(filename) || !oneLine.test(contentType))
  return odd ? 'The name or type of an attachment isn’t a single line.' : undefined
}
