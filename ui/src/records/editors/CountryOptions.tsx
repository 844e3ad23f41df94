// The countries as a list offers them, by name. They depend on the language alone, so what is typed beside them does not
// draw 250 options anew with each letter.
import { memo } from "react";
import { useFormat } from "@/locales/format";
import { COUNTRIES } from "./countries";

export const CountryOptions = memo(function CountryOptions() {
  const format = useFormat();
  return COUNTRIES.map((code) => ({ code, name: format.country(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, format.locale))
    .map(({ code, name }) => (
      <option key={code} value={code}>
        {name}
      </option>
    ));
});
