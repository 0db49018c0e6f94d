// A button with data-copy (the id of a field) copies what the field holds, and says so. Hidden where scripts do not run.

import { copyText } from '../copy-text.ts'

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!(field instanceof HTMLInputElement)) continue
  const words = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    const copied = await copyText(field.value)
    // Without permission the text is at least selected, ready to be copied by hand.
    if (!copied) field.select()
    button.textContent = copied ? 'Copied' : 'Selected'
    setTimeout(() => {
      button.textContent = words
    }, 2500)
  })
}
