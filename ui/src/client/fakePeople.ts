// Invented people and companies for stories and tests: the same ones every time, in many scripts, at any position of
// a list as long as you like.
import { placeOf } from "./fake/places";
import type { Company, Contact, Note } from "./commands";

const DAY = 86_400_000;
/** The moment every story plays at, so that relative times and screenshots never change. */
export const NOW = Date.UTC(2026, 8, 14, 9, 30);

const GIVEN =
  "Ada Grace Alan Katherine Nikola Élodie Jürgen Søren Zoë Amélie Łukasz Chiara Mateo Ingrid Yuki Priya Omar Leïla Tomás Freya Noah Hanna Rasmus Beatriz Emil Svetlana Kwame Aoife Dimitri Mei Rania Viktor Sofia Anders Camille Hugo Ines Jonas Klara Linus".split(
    " ",
  );
const FAMILY =
  "Lovelace Hopper Turing Johnson Tesla Moreau Müller Kierkegård Weiß Dubois Kowalski Ricci García Bergström Tanaka Raman Haddad Bensalem Novák Lindqvist Fischer Schäfer Nielsen Carvalho Øster Ivanova Mensah Ó-Briain Papadopoulos Chen Khoury Petrov Rossi Larsen Laurent Fernández Almeida Brandt Vogel Ekström".split(
    " ",
  );
const WHOLE: [string, string][] = [
  ["美咲", "田中"],
  ["Иван", "Петров"],
  ["Ελένη", "Παππά"],
  ["محمد", "الحداد"],
  ["דנה", "לוי"],
];
const COMPANIES: [
  name: string,
  domain: string,
  industry: string,
  size: string,
  city: string,
  country: string,
][] = [
  ["Northwind Traders", "northwind.example", "Wholesale", "51–200", "Hamburg", "DE"],
  ["Acme Instruments", "acme.example", "Manufacturing", "201–500", "Lyon", "FR"],
  ["Halvorsen & Søn", "halvorsen.example", "Shipping", "11–50", "Bergen", "NO"],
  ["Müller Maschinenbau GmbH", "mueller-mb.example", "Manufacturing", "501–1,000", "Stuttgart", "DE"],
  ["Bluebird Analytics", "bluebird.example", "Software", "11–50", "Dublin", "IE"],
  ["Atelier Moreau", "atelier-moreau.example", "Design", "2–10", "Paris", "FR"],
  ["Kestrel Energy", "kestrel.example", "Energy", "1,001–5,000", "Edinburgh", "GB"],
  ["Tanaka Optics", "tanaka.example", "Optics", "201–500", "Osaka", "JP"],
  ["Verde Logistics", "verde.example", "Logistics", "51–200", "Porto", "PT"],
  ["Lumen Health", "lumen.example", "Health", "51–200", "Zürich", "CH"],
  ["Papadopoulos Foods", "papfoods.example", "Food", "11–50", "Athens", "GR"],
  ["Orbit Robotics", "orbit.example", "Robotics", "11–50", "Tallinn", "EE"],
];
const TITLES = [
  "Head of Purchasing",
  "Managing Director",
  "Sales Engineer",
  "Chief Financial Officer",
  "Office Manager",
  "Product Lead",
  "Procurement Specialist",
  "Founder",
];
export const TAGS = ["vip", "customer", "lead", "partner", "press", "trade fair", "newsletter"];
const DIAL: Record<string, string> = { DE: "+49 40", FR: "+33 1", NO: "+47 55", IE: "+353 1", GB: "+44 131" };

/** A small number that looks random and is always the same. */
function mix(seed: number, salt: number): number {
  let value = Math.imul(seed + 1, 2654435761) ^ Math.imul(salt + 7, 40503);
  value = Math.imul(value ^ (value >>> 15), 2246822507);
  value = Math.imul(value ^ (value >>> 13), 3266489909);
  return (value ^ (value >>> 16)) >>> 0;
}
const pick = <T>(list: readonly T[], seed: number, salt: number): T =>
  list[mix(seed, salt) % list.length] as T;

export const idOf = (kind: string, index: number): string =>
  `0199${kind === "contact" ? "a" : kind === "company" ? "b" : "c"}000-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-zA-Z]+/g, "")
    .toLowerCase();

export function company(index: number): Company {
  const [name, domain, industry, size, city, country] = COMPANIES[index % COMPANIES.length]!;
  const round = Math.floor(index / COMPANIES.length);
  return {
    id: idOf("company", index),
    kind: "company",
    version: 100 + index,
    name: round === 0 ? name : `${name} ${round + 1}`,
    domains: [{ id: `d${index}`, value: domain }],
    phones: [
      {
        id: `p${index}`,
        label: "work",
        value: `${DIAL[country] ?? "+41 44"} ${5550100 + index}`,
        primary: true,
      },
    ],
    emails: [{ id: `e${index}`, label: "work", value: `info@${domain}`, primary: true }],
    addresses: [
      {
        id: `a${index}`,
        label: "work",
        street: `${10 + index} Harbour Street`,
        city,
        country,
        postal_code: `${20000 + index * 7}`,
        primary: true,
      },
    ],
    links: [{ id: `l${index}`, label: "website", value: `https://www.${domain}`, primary: true }],
    // Bluebird Analytics belongs to Northwind Traders.
    parent_id: index === 4 ? idOf("company", 0) : null,
    industry,
    size,
    tags: index % 3 === 0 ? ["customer"] : [],
    custom: {},
    raw: [],
    created_ms: NOW - (40 + index) * DAY,
    modified_ms: NOW - index * 3 * DAY - 3_600_000,
    deleted_ms: null,
  };
}

export const COMPANY_COUNT = COMPANIES.length;

export function contact(index: number): Contact {
  const whole = index % 23 === 17 ? WHOLE[mix(index, 1) % WHOLE.length] : undefined;
  const given = whole?.[0] ?? (index < 12 ? GIVEN[index]! : pick(GIVEN, index, 2));
  const family = whole?.[1] ?? (index < 12 ? FAMILY[index]! : pick(FAMILY, index, 3));
  const employer = mix(index, 4) % 9 === 0 ? null : company(mix(index, 5) % COMPANIES.length);
  const local = `${fold(given) || "m"}.${fold(family) || "k"}`;
  const domain = employer?.domains[0]?.value ?? "post.example";
  const number = `${10 + (mix(index, 6) % 90)} ${1000000 + (mix(index, 7) % 8999999)}`;
  const tags = TAGS.filter((_, at) => mix(index, 20 + at) % 6 === 0).slice(0, 3);
  const modified = NOW - (mix(index, 8) % 380) * DAY - (mix(index, 9) % DAY);
  return {
    id: idOf("contact", index),
    kind: "contact",
    version: 1000 + index,
    display_name: whole ? `${family} ${given}` : `${given} ${family}`,
    given,
    family,
    ...(index % 11 === 3 ? { prefix: "Dr." } : {}),
    ...(index % 19 === 4 ? { nickname: given.slice(0, 3) } : {}),
    emails: [
      { id: `e${index}`, label: "work", value: `${local}@${domain}`, primary: true },
      ...(mix(index, 10) % 3 === 0
        ? [{ id: `f${index}`, label: "home", value: `${local}@post.example` }]
        : []),
    ],
    phones:
      mix(index, 11) % 5 === 0
        ? []
        : [
            {
              id: `p${index}`,
              label: "mobile",
              value: `+49 1${number}`,
              e164: `+491${number.replace(" ", "")}`,
              primary: true,
            },
          ],
    addresses: employer ? employer.addresses.map((address) => ({ ...address, id: `ca${index}` })) : [],
    ...(placeOf(index) ? { place: placeOf(index), place_found: index % 5 === 1 ? "town" : "postcode" } : {}),
    links:
      mix(index, 12) % 4 === 0
        ? [{ id: `l${index}`, label: "profile", value: `https://people.example/${local}` }]
        : [],
    handles: mix(index, 13) % 6 === 0 ? [{ id: `h${index}`, service: "signal", value: `@${local}` }] : [],
    dates:
      mix(index, 14) % 3 === 0
        ? [{ id: `b${index}`, label: "birthday", value: index % 2 ? "--05-17" : "1984-05-17" }]
        : [],
    relations: [],
    jobs: employer
      ? [
          {
            id: `j${index}`,
            company_id: employer.id,
            company: employer.name,
            title: pick(TITLES, index, 15),
            from: "2021-03-01",
          },
        ]
      : [],
    tags,
    photo: null,
    custom: {
      ...(index % 4 === 0 ? { [idOf("field", 1)]: "2026-11-30" } : {}),
      ...(index === 0
        ? {
            [idOf("field", 4)]: { minor: 1_250_000, currency: "EUR" },
            [idOf("field", 5)]: idOf("contact", 1),
            [idOf("field", 6)]: "https://portal.example/ada",
          }
        : {}),
    },
    raw:
      index % 9 === 2
        ? [{ id: `r${index}`, source: "google.csv", name: "File As", value: `${family}, ${given}` }]
        : [],
    consents:
      index % 5 === 1
        ? [
            {
              id: `c${index}`,
              channel: "email",
              state: "granted",
              source: "trade fair form",
              at_ms: modified - DAY,
            },
          ]
        : [],
    ...(employer ? { company: employer.name, job_title: pick(TITLES, index, 15) } : {}),
    source: index % 2 ? "google.csv" : "typed",
    created_ms: modified - 40 * DAY,
    modified_ms: modified,
    deleted_ms: null,
  };
}

export const NOTES: Pick<Note, "body" | "contact_id" | "created_ms" | "pinned">[] = [
  {
    body: "Met at the Hanover fair. Wants a quote for **40 units** before the end of the quarter; decision is hers alone.",
    contact_id: idOf("contact", 0),
    created_ms: NOW - 2 * DAY,
    pinned: true,
  },
  {
    body: "Prefers to be called after 15:00.",
    contact_id: idOf("contact", 0),
    created_ms: NOW - 20 * DAY,
    pinned: false,
  },
];
