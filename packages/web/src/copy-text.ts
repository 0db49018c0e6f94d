/** Copies a text to the reader's clipboard. False where that isn't allowed. */
export const copyText = (text: string): Promise<boolean> => {
  // Pages that did not come over TLS have no clipboard at all, whatever the types say.
  const clipboard: Clipboard | undefined = navigator.clipboard
  return (clipboard?.writeText(text) ?? Promise.reject()).then(
    () => true,
    () => false,
  )
}
