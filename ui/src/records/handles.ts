// Where a messenger's handle leads: the page or the app of its service, for services that have one for everybody.
const bare = (value: string) => value.trim().replace(/^@/, "");
const digits = (value: string) => value.replace(/\D/g, "");
/** Only what can stand in an address as it is: what a file brought in may say anything. */
const word = (value: string) => (/^[\w.-]+$/.test(bare(value)) ? bare(value) : null);

const PAGES: Record<string, (value: string) => string | null> = {
  whatsapp: (value) => (digits(value).length > 6 ? `https://wa.me/${digits(value)}` : null),
  signal: (value) => (/^\+\d[\d ]+$/.test(value) ? `https://signal.me/#p/+${digits(value)}` : null),
  telegram: (value) => word(value) && `https://t.me/${word(value)}`,
  threema: (value) => word(value) && `https://threema.id/${word(value)}`,
  linkedin: (value) => word(value) && `https://www.linkedin.com/in/${word(value)}`,
  xing: (value) => word(value) && `https://www.xing.com/profile/${word(value)}`,
  instagram: (value) => word(value) && `https://www.instagram.com/${word(value)}`,
  facebook: (value) => word(value) && `https://www.facebook.com/${word(value)}`,
  x: (value) => word(value) && `https://x.com/${word(value)}`,
  twitter: (value) => word(value) && `https://x.com/${word(value)}`,
  matrix: (value) =>
    /^@[\w.=/-]+:[\w.-]+$/.test(value.trim()) ? `https://matrix.to/#/${value.trim()}` : null,
  mastodon: (value) => {
    const [, name, host] = /^@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)$/.exec(value.trim()) ?? [];
    return name && host ? `https://${host}/@${name}` : null;
  },
};

export function handleHref(service: string, value: string): string | null {
  if (/^https?:\/\//i.test(value.trim())) return value.trim();
  return PAGES[service.trim().toLowerCase()]?.(value) ?? null;
}
