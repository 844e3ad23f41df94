// One click to call or to write: the first number and the first address, the rest in a menu beside it.
import { Mail, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Company, Contact } from "@/client";
import { telHref } from "./Value";

const LOOK =
  "hit inline-flex h-9 items-center gap-1.5 rounded-md border border-line bg-surface px-3 font-medium shadow-1 hover:bg-hover contrast:border-line-strong";

export function QuickActions({ record }: { record: Contact | Company }) {
  const { t } = useTranslation();
  const phone = record.phones.find(({ primary }) => primary) ?? record.phones[0];
  const email = record.emails.find(({ primary }) => primary) ?? record.emails[0];
  return (
    <>
      {phone && (
        <a
          className={LOOK}
          href={telHref(phone)}
          title={phone.value}
          aria-label={t("record.callNumber", { number: phone.value })}
        >
          <Phone aria-hidden className="size-4" strokeWidth={1.9} />
          {t("record.call")}
        </a>
      )}
      {email && (
        <a
          className={LOOK}
          href={`mailto:${email.value}`}
          title={email.value}
          aria-label={t("record.mailTo", { address: email.value })}
        >
          <Mail aria-hidden className="size-4" strokeWidth={1.9} />
          {t("record.mail")}
        </a>
      )}
    </>
  );
}
