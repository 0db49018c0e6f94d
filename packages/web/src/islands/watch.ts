// Keeps how far a recording was watched, changes its speed, follows what is said, and goes on when its link has ended.
// <div data-watch="/events/…/stream" data-at="750" data-save="/api/…/position">
//   <video data-player src="/events/…/stream#t=750"> <p data-words> <button data-again hidden>
//   <div data-controls hidden><button data-skip="-10"> <button data-speed="1.5" aria-pressed> …
// <section data-transcript> <a data-to="20"> … <p data-following hidden>
// The player's own address leads on to a link of some minutes; when that ends in the middle the player fails, and is given
// the address again. Anyone who may not watch any more is then told so.

const everySeconds = 10
const stuckSeconds = 20
const mostFailures = 3

const ended = 'You no longer have access to this recording. We saved where you left off.'
const broken = 'The recording won’t load. Try again in a moment.'

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

/** Every key is only taken while something of the player has the focus, so that nobody presses one by accident. */
const keysOf = (player: HTMLMediaElement): Record<string, () => void> => {
  const faster = (steps: number): void => {
    const at = speeds.findIndex((one) => one >= player.playbackRate)
    player.playbackRate = speeds[Math.min(speeds.length - 1, Math.max(0, at + steps))] ?? 1
  }
  return {
    k: () => (player.paused ? player.play().catch(() => undefined) : player.pause()),
    j: () => skip(player, -10),
    l: () => skip(player, 30),
    m: () => {
      player.muted = !player.muted
    },
    c: () => {
      const [track] = player.textTracks
      if (track) track.mode = track.mode === 'showing' ? 'hidden' : 'showing'
    },
    f: () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined)
      else player.requestFullscreen?.().catch(() => undefined)
    },
    '<': () => faster(-1),
    '>': () => faster(1),
  }
}

const skip = (player: HTMLMediaElement, seconds: number): void => {
  player.currentTime = Math.max(0, player.currentTime + seconds)
}

/** Draws the chapters' line by the recording's real length, and what was watched of it. */
const draw = (player: HTMLMediaElement, timeline: SVGElement): void => {
  const starts = (timeline.dataset.timeline ?? '').split(' ').map(Number)
  const rects = [...timeline.querySelectorAll('rect')]
  const show = (): void => {
    const all = player.duration
    if (!Number.isFinite(all) || all <= 0) return
    const place = (seconds: number): number => (1000 * Math.min(seconds, all)) / all
    starts.forEach((from, index) => {
      const [x, end] = [place(from), place(starts[index + 1] ?? all) - 4]
      const widths = [Math.max(1, end - x), Math.min(end, place(player.currentTime)) - x]
      widths.forEach((width, layer) => {
        rects[2 * index + layer]?.setAttribute('x', String(x))
        rects[2 * index + layer]?.setAttribute('width', String(Math.max(0, width)))
      })
    })
  }
  for (const event of ['loadedmetadata', 'timeupdate', 'seeked']) player.addEventListener(event, show)
  show()
}

const follow = (player: HTMLMediaElement, list: HTMLElement): void => {
  document.querySelector('[data-following]')?.removeAttribute('hidden')
  const places = [...list.querySelectorAll<HTMLAnchorElement>('[data-to]')]
  let shown: HTMLAnchorElement | undefined
  player.addEventListener('timeupdate', () => {
    const now = places.findLast(({ dataset }) => Number(dataset.to) <= player.currentTime + 0.3)
    if (now === shown) return
    shown?.closest('li')?.removeAttribute('aria-current')
    shown = now
    const item = now?.closest('li')
    item?.setAttribute('aria-current', 'true')
    // Only within its own frame, and not while someone reads in it.
    if (item && list.scrollHeight > list.clientHeight && !list.matches(':hover, :focus-within')) {
      list.scrollTop = item.offsetTop - list.clientHeight / 3
    }
  })
  list.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-to]') : null
    if (!place || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    player.currentTime = Number(place.dataset.to)
    player.play().catch(() => undefined)
  })
}

const watch = (frame: HTMLElement, player: HTMLMediaElement): void => {
  const source = frame.dataset.watch ?? ''
  const words = frame.querySelector<HTMLElement>('[data-words]')
  const again = frame.querySelector<HTMLButtonElement>('[data-again]')
  const controls = frame.querySelector<HTMLElement>('[data-controls]')
  /** Where it stood last; a player that fails forgets it. */
  let place = Number(frame.dataset.at) || 0
  let [played, over, renewing] = [false, false, false]
  let [failures, rounds, speed, renewedAt] = [0, 0, 1, -Infinity]
  let saved = { at: -Infinity, seconds: -1 }
  let moved = performance.now()
  let waiting: ReturnType<typeof setTimeout> | undefined

  const say = (text: string, mayTry = false): void => {
    if (words) words.textContent = text
    if (again) again.hidden = !mayTry
  }

  const end = (): void => {
    over = true
    player.pause()
    player.removeAttribute('src')
    player.load()
    say(ended)
  }

  const save = (): void => {
    const [seconds, length] = [Math.floor(place), Math.ceil(player.duration)]
    // Not before it was played: someone who only looks at the page keeps their place.
    if (!played || over || !Number.isFinite(length) || length < 1 || seconds === saved.seconds) return
    const since = performance.now() - saved.at
    clearTimeout(waiting)
    if (since < 1100) {
      waiting = setTimeout(save, 1100 - since)
      return
    }
    saved = { at: performance.now(), seconds }
    fetch(frame.dataset.save ?? '', {
      method: 'PUT',
      // Goes on when the page is left.
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seconds: Math.min(seconds, length), length }),
    })
      .then(({ status }) => {
        if ([401, 403, 404].includes(status)) end()
      })
      .catch(() => undefined)
  }

  /** Takes the player's address again and goes on at the same second. */
  const renew = async (play: boolean): Promise<void> => {
    if (renewing || over) return
    renewing = true
    const at = place
    try {
      // Followed, it would load the recording; what counts is whether it leads anywhere.
      const { type, status } = await fetch(source, { redirect: 'manual', cache: 'no-store' })
      if ([401, 403, 404].includes(status)) return end()
      if (type !== 'opaqueredirect') throw new Error(String(status))
      rounds += 1
      renewedAt = performance.now()
      player.src = `${source}?again=${rounds}`
      player.addEventListener(
        'loadedmetadata',
        () => {
          player.currentTime = at
          player.playbackRate = speed
          if (play) player.play().catch(() => undefined)
        },
        { once: true },
      )
      player.load()
      say('')
    } catch {
      say(broken, true)
    } finally {
      renewing = false
      moved = performance.now()
    }
  }

  let wanted = false
  player.addEventListener('play', () => {
    wanted = true
  })
  player.addEventListener('playing', () => {
    played = true
    say('')
  })
  player.addEventListener('timeupdate', () => {
    if (player.error || renewing || player.readyState < 1) return
    if (player.currentTime > 0 || !player.paused) place = player.currentTime
    moved = performance.now()
    if (!player.paused) failures = 0
    if (!player.paused && Math.abs(place - saved.seconds) >= everySeconds) save()
  })
  player.addEventListener('seeking', () => {
    if (!player.error && !renewing && player.readyState > 0) place = player.currentTime
  })
  player.addEventListener('pause', () => {
    if (player.error) return
    wanted = false
    if (player.ended) place = Math.ceil(player.duration)
    save()
  })
  player.addEventListener('error', () => {
    if (over || !player.getAttribute('src')) return
    failures += 1
    if (failures > mostFailures) say(broken, true)
    else renew(wanted)
  })
  // Chromium asks a link that has ended again and again, and tells no more than that nothing comes.
  player.addEventListener('stalled', () => {
    if (player.readyState < 3 && performance.now() - renewedAt > stuckSeconds * 1000) renew(wanted)
  })
  again?.addEventListener('click', () => {
    failures = 0
    renew(true)
  })
  setInterval(() => {
    const stuck = !player.paused && player.readyState < 3 && performance.now() - moved > stuckSeconds * 1000
    if (stuck && failures < mostFailures) {
      failures += 1
      renew(true)
    }
  }, 5000)
  addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) save()
  })

  for (const list of document.querySelectorAll<HTMLElement>('[data-transcript]')) follow(player, list)
  const timeline = frame.querySelector<SVGElement>('[data-timeline]')
  if (timeline) draw(player, timeline)
  const keys = keysOf(player)
  frame.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  })
  // A link to a moment, as players have it: #t=789.
  const jump = (): void => {
    const [, seconds] = /^#t=(\d+)$/.exec(location.hash) ?? []
    if (seconds !== undefined) player.currentTime = Number(seconds)
  }
  addEventListener('hashchange', jump)
  jump()
  if (!controls) return
  controls.hidden = false
  controls.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null
    if (button?.dataset.skip) skip(player, Number(button.dataset.skip))
    if (!button?.dataset.speed) return
    speed = Number(button.dataset.speed)
    player.playbackRate = speed
  })
  // Also when it was changed in the player's own menu.
  player.addEventListener('ratechange', () => {
    if (player.readyState > 0) speed = player.playbackRate
    for (const button of controls.querySelectorAll<HTMLElement>('[data-speed]')) {
      button.ariaPressed = String(Number(button.dataset.speed) === player.playbackRate)
    }
  })
}

for (const frame of document.querySelectorAll<HTMLElement>('[data-watch]')) {
  const player = frame.querySelector<HTMLMediaElement>('[data-player]')
  if (player) watch(frame, player)
}
