// From a record to those of its kind that are near, the nearest first.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Address } from "@/client";
import { KINDS, type ReachableKind } from "./kinds";
import { nearestTo } from "./near";

/** Which address is the preferred one; the first where none is. */
export const preferred = (addresses: Address[]): number =>
  Math.max(
    0,
    addresses.findIndex(({ primary }) => primary),
  );

export function Nearby({ kind, from, name }: { kind: ReachableKind; from: string; name: string }) {
  const { t } = useTranslation();
  return (
    <Link
      to={`/${KINDS[kind].plural}`}
      search={nearestTo(from, name)}
      data-unprinted
      title={t("near.nearbyHint", { place: name })}
      className="hit block w-fit text-accent underline-offset-2 hover:underline"
    >
      {t(`near.nearby.${kind}`)}
    </Link>
  );
}
