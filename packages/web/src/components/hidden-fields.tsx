/** Values that travel with a form unseen; undefined ones are left out, lists repeat their name. */
export const HiddenFields = ({
  values,
}: {
  values: Readonly<Record<string, string | number | readonly string[] | undefined>>
}) => (
  <>
    {Object.entries(values).flatMap(([name, value]) =>
      (value === undefined ? [] : Array.isArray(value) ? value : [value]).map((one) => (
        <input type="hidden" name={name} value={String(one)} />
      )),
    )}
  </>
)
