//! The home currency: what the seller chose, else what is paid with in the home country.

use satchel_kernel::Result;
use satchel_vault::{Connection, settings};

const EURO: &str = "AD AT AX BE BL BG CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM \
    TF VA XK YT";
const OTHERS: &str = "AE:AED AL:ALL AM:AMD AR:ARS AU:AUD AZ:AZN BA:BAM BD:BDT BH:BHD BO:BOB BR:BRL BY:BYN CA:CAD \
    CH:CHF CL:CLP CN:CNY CO:COP CR:CRC CZ:CZK DK:DKK DO:DOP DZ:DZD EC:USD EG:EGP FO:DKK GB:GBP GE:GEL GG:GBP GH:GHS \
    GI:GIP GL:DKK GT:GTQ HK:HKD HN:HNL HU:HUF ID:IDR IL:ILS IM:GBP IN:INR IQ:IQD IR:IRR IS:ISK JE:GBP JM:JMD JO:JOD \
    JP:JPY KE:KES KR:KRW KW:KWD KZ:KZT LB:LBP LI:CHF LK:LKR LY:LYD MA:MAD MD:MDL MK:MKD MU:MUR MX:MXN MY:MYR NG:NGN \
    NO:NOK NP:NPR NZ:NZD OM:OMR PA:PAB PE:PEN PH:PHP PK:PKR PL:PLN PR:USD PY:PYG QA:QAR RO:RON RS:RSD RU:RUB SA:SAR \
    SE:SEK SG:SGD SJ:NOK SV:USD TH:THB TN:TND TR:TRY TW:TWD TZ:TZS UA:UAH UG:UGX US:USD UY:UYU UZ:UZS VE:VES VN:VND \
    ZA:ZAR";

/// What is paid with in a country, ISO 3166-1 alpha-2; US dollars where that is not known.
pub fn of_country(country: &str) -> &'static str {
    if EURO.split_whitespace().any(|one| one == country) {
        return "EUR";
    }
    let pairs = OTHERS.split_whitespace().filter_map(|pair| pair.split_once(':'));
    pairs.into_iter().find(|(one, _)| *one == country).map_or("USD", |(_, currency)| currency)
}

/// The home currency, ISO 4217.
pub fn currency(conn: &Connection, region: &str) -> Result<String> {
    let chosen = settings::get(conn, "home_currency")?;
    let chosen = chosen.as_ref().and_then(|value| value.as_str());
    Ok(chosen.unwrap_or_else(|| of_country(region)).to_owned())
}

/// Whether a text looks like a currency's code.
pub fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_country_has_its_money() {
        let found = ["DE", "CH", "JP", "US", "ZZ"].map(super::of_country);
        assert_eq!(found, ["EUR", "CHF", "JPY", "USD", "USD"]);
    }
}
