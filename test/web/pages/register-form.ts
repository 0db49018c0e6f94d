import type { Visitor } from '../../support/site.ts'

/** The form of an event's page, as a browser sends it when its one button is pressed. */
export const openEvent = async (visitor: Visitor, slug: string) => {
  const html = await (await visitor.get(`/events/${slug}`)).text()
  const [, form = ''] = html.match(/<form[^>]*id="registering"[^>]*>([\s\S]*?)<\/form>/) ?? []
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>
  const send = (fields: Record<string, string> = {}) =>
    visitor.post(`/events/${slug}/register`, { ...hidden, ...fields })
  return { html, form, hidden, send }
}

export const named = (name: string) => ({ 'buyer.name': name, 'buyer.email': `${name.toLowerCase()}@example.com` })
