/** What a reader sees of a page: no markup, spaces folded, entities as characters. */
export const textOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

export const readText = async (response: Response): Promise<string> => textOf(await response.text())

/** The value of a page's hidden or typed field. */
export const fieldValue = (html: string, name: string): string | undefined => {
  const input = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(` name="${name}"`))
  return input?.match(/ value="([^"]*)"/)?.[1]
}

/** The message beside a field, found by the id that ties them together. */
export const errorBeside = (html: string, fieldId: string): string | undefined => {
  const match = html.match(new RegExp(`id="field-${fieldId}-error"[^>]*>([\\s\\S]*?)</p>`))
  return match?.[1] === undefined ? undefined : textOf(match[1]).replace('Error: ', '').trim()
}
