// The kinds the seller made, in the sidebar behind the places.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useOwnKinds } from "@/records/own";

export function OwnKinds({ item }: { item: string }) {
  const { t } = useTranslation();
  const kinds = useOwnKinds();
  if (kinds.length === 0) return null;
  return (
    <ul aria-label={t("ownKinds.manage")} className="flex flex-col gap-2 pt-2">
      {kinds.map(({ config, names }) => (
        <li key={config.name}>
          <Link to={`/${config.plural}`} className={item}>
            <config.icon aria-hidden className="size-[18px] shrink-0" strokeWidth={1.8} />
            <bdi className="flex-1 truncate">{names.many}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
