// A button with data-copy (the id of a field) copies what the field holds, and says so. Hidden where scripts do not run.

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!(field instanceof HTMLInputElement)) continue
  const words = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    // Pages that did not come over TLS have no clipboard at all, whatever the types say.
    const clipboard: Clipboard | undefined = navigator.clipboard
    const copied = await (clipboard?.writeText(field.value) ?? Promise.reject()).then(
      () => true,
      () => false,
    )
    // Without permission the text is at least selected, ready to be copied by hand.
    if (!copied) field.select()
    button.textContent = copied ? 'Copied' : 'Selected'
    setTimeout(() => {
      button.textContent = words
    }, 2500)
  })
}
