// Cmd-K or Ctrl-K, or a press on the rail's "Find", opens <dialog data-palette>: a field with the answers of /admin/find under it.
// A combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the focus stays in the field, arrows choose.

const dialog = document.querySelector<HTMLDialogElement>('dialog[data-palette]')
const input = dialog?.querySelector('input')
const list = dialog?.querySelector<HTMLElement>('[role="listbox"]')
const status = dialog?.querySelector<HTMLElement>('[role="status"]')
const pause = 200

if (dialog && input && list && status) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  const options = () => [...list.querySelectorAll<HTMLElement>('[role="option"]')]
  const active = () => options().find((option) => option.ariaSelected === 'true')

  const choose = (option: HTMLElement | undefined): void => {
    for (const one of options()) one.ariaSelected = String(one === option)
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  const element = (tag: string, properties: Record<string, string>, children: (Node | string)[] = []): HTMLElement => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value)
    made.append(...children)
    return made
  }

  const show = async (): Promise<void> => {
    const own = latest
    const answer = await fetch(`/admin/find?q=${encodeURIComponent(input.value)}`)
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // Someone typed on meanwhile: only the last answer counts.
    if (own !== latest) return
    let count = 0
    const groups = [...fresh.querySelectorAll<HTMLElement>('[data-group]')].map((group, index) => {
      const name = group.dataset.group ?? ''
      const hits = [...group.querySelectorAll('a')].map((link) => {
        count += 1
        const option = { role: 'option', id: `hit-${count}`, 'data-href': link.getAttribute('href') ?? '' }
        return element('div', { ...option, class: 'found-hit' }, [...link.childNodes])
      })
      const head = element('div', { class: 'found-name', id: `group-${index}`, role: 'presentation' }, [name])
      return element('div', { role: 'group', 'aria-labelledby': `group-${index}` }, [head, ...hits])
    })
    list.replaceChildren(...groups)
    input.ariaExpanded = String(count > 0)
    status.textContent = fresh.querySelector('.list-sum')?.textContent ?? ''
    choose(options()[0])
  }

  const open = (): void => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
    show().catch(() => undefined)
  }

  const go = (href: string | undefined): void => {
    location.assign(href || `/admin/find?q=${encodeURIComponent(input.value)}`)
  }

  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    open()
  })

  for (const link of document.querySelectorAll<HTMLElement>('[data-opens-palette]')) {
    link.append(element('kbd', { 'aria-hidden': 'true' }, [/Mac|iP/.test(navigator.platform) ? '⌘K' : 'Ctrl K']))
    link.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      open()
    })
  }

  input.addEventListener('input', () => {
    latest += 1
    clearTimeout(timer)
    timer = setTimeout(() => show().catch(() => undefined), pause)
  })

  input.addEventListener('keydown', (event) => {
    const all = options()
    const at = all.findIndex((option) => option.ariaSelected === 'true')
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      choose(all.at((at + step + all.length) % all.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(active()?.dataset.href)
    }
  })

  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null
    if (option) go(option.dataset.href)
  })

  // Beside it is the page behind: a press there closes, as Escape does.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close()
  })
}
