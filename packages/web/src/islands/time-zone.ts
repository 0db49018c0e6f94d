// Offers, at the foot of a page, to remember the browser's zone where it isn't the one that pages are written in already.
// <form data-zone-offer="Europe/Berlin" hidden><input type="hidden" name="zone"><button>…<span></span></button></form>

const own = Intl.DateTimeFormat().resolvedOptions().timeZone

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-zone-offer]')) {
  const field = form.elements.namedItem('zone')
  const place = form.querySelector('[data-place]')
  if (form.dataset.zoneOffer === own || !(field instanceof HTMLInputElement) || !place) continue
  field.value = own
  place.textContent = (own.split('/').pop() ?? own).replaceAll('_', ' ')
  form.hidden = false
}
