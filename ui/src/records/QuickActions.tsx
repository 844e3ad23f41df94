// One click to call or to write: the first number and the first address; all others, and handles, in a menu beside them.
import { ChevronDown, Copy, Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useClient, type Company, type Contact } from "@/client";
import { IconButton, Menu, MenuItem, MenuLabel, useToast } from "@/kit";
import { useFieldLabel } from "./catalogue";
import { useLabelWord } from "./FactGroup";
import { handleHref } from "./handles";
import { firstEmail, firstPhone, follow } from "./reach";
import { telHref } from "./Value";

const LOOK =
  "hit inline-flex h-9 items-center gap-1.5 rounded-md border border-line bg-surface px-3 font-medium shadow-1 max-sm:px-2.5 hover:bg-hover contrast:border-line-strong";

export function QuickActions({ record }: { record: Contact | Company }) {
  const { t } = useTranslation();
  const phone = firstPhone(record);
  const email = firstEmail(record);
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
          <span className="max-sm:hidden">{t("record.call")}</span>
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
          <span className="max-sm:hidden">{t("record.mail")}</span>
        </a>
      )}
      <OtherWays record={record} />
    </>
  );
}

function OtherWays({ record }: { record: Contact | Company }) {
  const { t } = useTranslation();
  const word = useLabelWord();
  const label = useFieldLabel("jobs" in record ? "contact" : "company");
  const toast = useToast();
  // In the desktop window the system opens what is outside; in a browser it must not replace the app.
  const newTab = useClient().pick === null;
  const { phones, emails } = record;
  const handles = "handles" in record ? record.handles : [];
  if (phones.length < 2 && emails.length < 2 && handles.length === 0) return null;
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast.show({ text: t("record.copied", { value: text }) });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  const words = (value: string, kind: string) => (
    <>
      <bdi>{value}</bdi> {kind && <span className="text-muted">{kind}</span>}
    </>
  );
  return (
    <Menu
      label={t("record.otherWays")}
      trigger={<IconButton icon={ChevronDown} label={t("record.otherWays")} weight="secondary" />}
    >
      {phones.length > 0 && <MenuLabel>{label("phones")}</MenuLabel>}
      {phones.map((phone, at) => (
        <MenuItem key={phone.id ?? at} icon={Phone} onSelect={() => follow(telHref(phone))}>
          {words(phone.value, word(phone.label))}
        </MenuItem>
      ))}
      {emails.length > 0 && <MenuLabel>{label("emails")}</MenuLabel>}
      {emails.map((email, at) => (
        <MenuItem key={email.id ?? at} icon={Mail} onSelect={() => follow(`mailto:${email.value}`)}>
          {words(email.value, word(email.label))}
        </MenuItem>
      ))}
      {handles.length > 0 && <MenuLabel>{label("handles")}</MenuLabel>}
      {handles.map((handle, at) => {
        const href = handleHref(handle.service, handle.value);
        return (
          <MenuItem
            key={handle.id ?? at}
            icon={href ? MessageCircle : Copy}
            onSelect={() => (href ? follow(href, newTab) : void copy(handle.value))}
          >
            {words(handle.value, [handle.service, word(handle.label)].filter(Boolean).join(" · "))}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
