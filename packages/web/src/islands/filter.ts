// A form with data-filter asks again as soon as a choice changes; typed words wait for Enter or the button.

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filter]')) {
  form.addEventListener('change', (event) => {
    // A drawer would close under the finger: there it's the button that applies.
    if (form.matches(':target')) return
    const control = event.target
    if (control instanceof HTMLInputElement && !['checkbox', 'radio'].includes(control.type)) return
    form.requestSubmit()
  })
  // Empty choices stay out of the address, so that the same list has the same address.
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === '') formData.delete(name)
  })
}
