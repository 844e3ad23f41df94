// Currencies: which there are, which one a country uses, and how many digits an amount has. Their names come from the
// platform.
const EURO =
  "AD AT AX BE BL BG CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT";

const OTHERS =
  "AE:AED AL:ALL AM:AMD AR:ARS AU:AUD AZ:AZN BA:BAM BD:BDT BH:BHD BO:BOB BR:BRL BY:BYN CA:CAD CH:CHF CL:CLP CN:CNY " +
  "CO:COP CR:CRC CZ:CZK DK:DKK DO:DOP DZ:DZD EC:USD EG:EGP FO:DKK GB:GBP GE:GEL GG:GBP GH:GHS GI:GIP GL:DKK GT:GTQ " +
  "HK:HKD HN:HNL HU:HUF ID:IDR IL:ILS IM:GBP IN:INR IQ:IQD IR:IRR IS:ISK JE:GBP JM:JMD JO:JOD JP:JPY KE:KES KR:KRW " +
  "KW:KWD KZ:KZT LB:LBP LI:CHF LK:LKR LY:LYD MA:MAD MD:MDL MK:MKD MU:MUR MX:MXN MY:MYR NG:NGN NO:NOK NP:NPR NZ:NZD " +
  "OM:OMR PA:PAB PE:PEN PH:PHP PK:PKR PL:PLN PR:USD PY:PYG QA:QAR RO:RON RS:RSD RU:RUB SA:SAR SE:SEK SG:SGD SJ:NOK " +
  "SV:USD TH:THB TN:TND TR:TRY TW:TWD TZ:TZS UA:UAH UG:UGX US:USD UY:UYU UZ:UZS VE:VES VN:VND ZA:ZAR";

const BY_COUNTRY = new Map([
  ...EURO.split(" ").map((country) => [country, "EUR"] as const),
  ...OTHERS.split(" ").map((pair) => [pair.slice(0, 2), pair.slice(3)] as const),
]);

const USUAL = ["EUR", "USD", "GBP", "CHF", "JPY"];

/** The most used first, then all others by their code. */
export const CURRENCIES: readonly string[] = [
  ...USUAL,
  ...[...new Set(BY_COUNTRY.values())].filter((code) => !USUAL.includes(code)).sort(),
];

/** What is paid with in a country; the locale's own country where the seller's says nothing. */
export function currencyOf(country: string | undefined, locale: string): string {
  const own = new Intl.Locale(locale).maximize().region ?? "";
  return BY_COUNTRY.get((country ?? "").toUpperCase()) ?? BY_COUNTRY.get(own) ?? "USD";
}

/** How many digits stand behind the point. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
