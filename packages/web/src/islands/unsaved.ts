// Leaving a page asks first when a form was changed and not sent. Forms that only look something up are no work.

const changed = new Set<HTMLFormElement>()

document.addEventListener('input', ({ target }) => {
  const form = target instanceof Element ? target.closest('form') : null
  if (form?.method === 'post') changed.add(form)
})

document.addEventListener('submit', (event) => {
  if (event.target instanceof HTMLFormElement && !event.defaultPrevented) changed.delete(event.target)
})

addEventListener('beforeunload', (event) => {
  if (changed.size > 0) event.preventDefault()
})
