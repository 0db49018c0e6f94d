type Quote = { quote: string; name: string; role?: string | undefined }

/** What people said, each with who said it. */
export const Quotes = ({ quotes }: { quotes: readonly Quote[] }) => (
  <div class={quotes.length > 1 ? 'quotes quotes-two' : 'quotes'}>
    {quotes.map(({ quote, name, role }) => (
      <figure class="quote">
        <blockquote>
          <p class="whitespace-pre-line">{quote}</p>
        </blockquote>
        <figcaption>
          <b class="strong">{name}</b>
          {role && <span class="muted">{role}</span>}
        </figcaption>
      </figure>
    ))}
  </div>
)
