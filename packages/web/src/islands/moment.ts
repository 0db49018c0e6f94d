// A button with data-moment shares the moment at which the page's player is: its address is copied, and is the page's own from
// then on. Hidden where scripts don't run: there, each line of the transcript leads to its moment.

import { copyText } from '../copy-text.ts'

const button = document.querySelector<HTMLButtonElement>('button[data-moment]')
const player = document.querySelector<HTMLMediaElement>('[data-player]')
if (button && player) {
  const words = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    const address = new URL(location.pathname, location.href)
    address.searchParams.set('at', String(Math.floor(player.currentTime)))
    history.replaceState(null, '', address)
    const copied = await copyText(address.href)
    button.textContent = copied ? 'Link copied' : 'The link is in the address bar'
    setTimeout(() => {
      button.textContent = words
    }, 2500)
  })
}
