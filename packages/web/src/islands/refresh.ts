// A control with data-refresh="update" sends its form in the background as that button would, and shows again what the
// page marks as a part: <div data-part="totals">. Without scripts the button itself is there for everyone.

const refresh = async (form: HTMLFormElement, name: string, isLatest: () => boolean): Promise<void> => {
  const fields = [...new FormData(form)].map(([field, value]): [string, string] => [field, String(value)])
  const body = new URLSearchParams([...fields, [name, 'yes']])
  const answer = await fetch(form.action, { method: 'POST', body })
  if (!answer.ok || answer.redirected) throw new Error('not shown')
  const text = await answer.text()
  // Someone chose again meanwhile: only the last answer counts.
  if (!isLatest()) return
  const fresh = new DOMParser().parseFromString(text, 'text/html')
  for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) {
    const made = fresh.querySelector(`[data-part="${part.dataset.part}"]`)
    // The place itself stays, so that a live region reads out what is new in it.
    if (made) part.replaceChildren(...made.childNodes)
  }
}

let latest = 0

for (const control of document.querySelectorAll<HTMLSelectElement>('[data-refresh]')) {
  control.addEventListener('change', () => {
    const { form } = control
    const name = control.dataset.refresh
    if (!form || name === undefined) return
    latest += 1
    const own = latest
    const isLatest = () => own === latest
    refresh(form, name, isLatest)
      .catch(() => {
        const button = form.querySelector<HTMLButtonElement>(`button[name="${name}"]`)
        if (isLatest() && button) form.requestSubmit(button)
      })
      .finally(() => control.removeAttribute('aria-invalid'))
  })
}
