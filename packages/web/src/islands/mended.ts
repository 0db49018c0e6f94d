// A field that was refused stops being called wrong as soon as what is in it may be right; the server has the last word. The list
// of errors above the form shrinks with it. Without scripts the errors go with the next sending.

const summary = document.querySelector('#errors')

const forget = (id: string): void => {
  document.getElementById(`${id}-error`)?.remove()
  summary?.querySelector(`a[href="#${id}"]`)?.closest('li')?.remove()
  const left = summary?.querySelectorAll('li').length ?? 0
  const title = summary?.querySelector('h2')
  if (left === 0) summary?.remove()
  else if (title)
    title.textContent = title.textContent.replace(/\d+ fields?/, left === 1 ? '1 field' : `${left} fields`)
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Whether a field holds something that the server might take. An address needs a dot, for which browsers don't ask. */
const mayBeRight = (control: Control): boolean => {
  if (!control.checkValidity()) return false
  if (control.type === 'checkbox') return (control as HTMLInputElement).checked
  return control.type === 'email' ? /@[^@]+\.[^@.]+$/.test(control.value) : control.value.trim() !== ''
}

const mend = ({ target }: Event): void => {
  const control = target as Control
  if (control.ariaInvalid !== 'true' || !mayBeRight(control)) return
  control.removeAttribute('aria-invalid')
  const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => !id.endsWith('-error'))
  if (described.length > 0) control.setAttribute('aria-describedby', described.join(' '))
  else control.removeAttribute('aria-describedby')
  forget(control.id)
}

document.addEventListener('input', mend)
document.addEventListener('change', mend)
