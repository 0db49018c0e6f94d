// A button with data-busy says what is going on after its form was sent, and a second press sends nothing.
// <button data-busy="Placing your order…">Place order</button>

type Kept = { button: HTMLButtonElement; content: Node[] }
const sent = new Map<HTMLFormElement, Kept>()

document.addEventListener('submit', (event) => {
  const form = event.target
  const button = event.submitter
  if (!(form instanceof HTMLFormElement)) return
  if (sent.has(form)) return event.preventDefault()
  if (!(button instanceof HTMLButtonElement) || button.dataset.busy === undefined || event.defaultPrevented) return
  sent.set(form, { button, content: [...button.childNodes] })
  const spinner = document.createElement('span')
  spinner.className = 'spinner'
  spinner.ariaHidden = 'true'
  button.replaceChildren(spinner, ` ${button.dataset.busy}`)
  // Not disabled: a disabled button would drop its name and value, and lose the focus.
  button.ariaDisabled = 'true'
  form.ariaBusy = 'true'
})

// Coming back with the browser's button shows the page as it was left, busy button and all.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  for (const [form, { button, content }] of sent) {
    button.replaceChildren(...content)
    button.ariaDisabled = null
    form.ariaBusy = null
  }
  sent.clear()
})
