// Settings, each in force as soon as it is changed.
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { Handshake, LayoutList, Shapes, Tags, UserRoundSearch } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { Button, Field, Page, Select, Switch, Unanswered } from "@/kit";
import { VisitSettings } from "@/features/day/VisitSettings";
import { NotificationSettings } from "@/features/notifications/NotificationSettings";
import { CountryOptions } from "@/records/editors/CountryOptions";
import { PLACES } from "@/shell/navigation";
import { ExportSettings } from "./ExportSettings";
import { FieldSettings } from "./FieldSettings";
import { Formats } from "./Formats";
import { KeySettings } from "./KeySettings";
import { usePatchSettings, useSettings } from "./queries";
import { Shortcuts } from "./Shortcuts";
import { StartChoice } from "./StartChoice";
import { ThemeChoice } from "./ThemeChoice";
import { VaultSettings } from "./VaultSettings";

export function SettingsShow() {
  const { t } = useTranslation();
  const settings = useSettings();
  const navigate = useNavigate();
  const patch = usePatchSettings();
  const status = useRead("vault.status", {}).data;
  const { hash } = useLocation();
  const ready = settings.data !== undefined;
  useEffect(() => {
    if (ready && hash) document.getElementById(hash)?.scrollIntoView();
  }, [hash, ready]);
  if (settings.error || !settings.data || !status)
    return <Unanswered of={settings} whole title={t("place.settings")} />;
  const now = settings.data;
  return (
    <Page narrow title={t("place.settings")}>
      <div className="flex flex-col">
        <nav aria-label={t("settings.more")} className="flex flex-wrap gap-3 pb-5 md:hidden">
          {PLACES.filter(({ small }) => !small).map((place) => (
            <Link
              key={place.id}
              to={place.to}
              className="flex min-h-11 flex-1 items-center gap-2.5 rounded-lg border border-line bg-surface px-3.5 font-medium"
            >
              <place.icon aria-hidden className="size-[18px] text-muted" strokeWidth={1.8} />
              {t(`place.${place.id}`)}
            </Link>
          ))}
        </nav>
        <Section id="look" title={t("settings.look")}>
          <Field label={t("settings.language")}>
            <Select
              value={now.language}
              onChange={(event) => patch({ language: event.target.value as typeof now.language })}
              className="w-full max-w-xs"
            >
              <option value="system">{t("settings.system")}</option>
              <option value="en" lang="en">
                {t("language.en")}
              </option>
              <option value="de" lang="de">
                {t("language.de")}
              </option>
            </Select>
          </Field>
          <ThemeChoice value={now.theme} onChange={(theme) => patch({ theme })} />
        </Section>
        <Section id="region" title={t("settings.region")}>
          <Field label={t("settings.country")} hint={t("settings.countryHint")}>
            <Select
              value={now.home_country}
              onChange={(event) => patch({ home_country: event.target.value })}
              className="w-full max-w-xs"
            >
              <CountryOptions />
            </Select>
          </Field>
          <Formats settings={now} />
        </Section>
        <Section id="start" title={t("settings.start")}>
          <StartChoice settings={now} />
        </Section>
        <Section id="visits" title={t("day.settings")}>
          <VisitSettings settings={now} />
        </Section>
        <Section id="keyboard" title={t("keys.title")}>
          <Switch
            label={t("settings.letters")}
            hint={t("settings.lettersHint")}
            checked={now.single_letter_keys}
            onChange={(on) => patch({ single_letter_keys: on })}
          />
          <Shortcuts settings={now} />
        </Section>
        <Section id="notifications" title={t("place.notifications")}>
          <NotificationSettings />
        </Section>
        <Section id="fields" title={t("field.any.custom")}>
          <FieldSettings />
          <Button
            icon={LayoutList}
            className="self-start"
            onClick={() => void navigate({ to: "/settings/layout" })}
          >
            {t("layout.title")}
          </Button>
          <Button
            icon={Shapes}
            className="self-start"
            onClick={() => void navigate({ to: "/settings/kinds" })}
          >
            {t("ownKinds.manage")}
          </Button>
        </Section>
        <Section id="deals" title={t("deals.settings")}>
          <p className="text-muted">{t("deals.settingsText")}</p>
          <Button
            icon={Handshake}
            className="self-start"
            onClick={() => void navigate({ to: "/settings/deals" })}
          >
            {t("deals.manage")}
          </Button>
        </Section>
        <Section id="leads" title={t("leads.settings")}>
          <p className="text-muted">{t("leads.settingsText")}</p>
          <Button
            icon={UserRoundSearch}
            className="self-start"
            onClick={() => void navigate({ to: "/settings/leads" })}
          >
            {t("leads.manage")}
          </Button>
        </Section>
        <Section id="duplicates" title={t("place.duplicates")}>
          <Switch
            label={t("duplicates.learn")}
            hint={t("duplicates.learnHint")}
            checked={now.learn_from_answers}
            onChange={(on) => patch({ learn_from_answers: on })}
          />
        </Section>
        <Section id="tags" title={t("tags.title")}>
          <p className="text-muted">{t("tags.text")}</p>
          <Button icon={Tags} className="self-start" onClick={() => void navigate({ to: "/settings/tags" })}>
            {t("tags.manage")}
          </Button>
        </Section>
        {!status.sample && (
          <Section id="keys" title={t("settings.keys")}>
            <KeySettings status={status} />
          </Section>
        )}
        <Section id="vault" title={t("settings.vault")}>
          <VaultSettings status={status} />
        </Section>
        <Section id="export" title={t("settings.export")}>
          <ExportSettings />
        </Section>
        <Section id="about" title={t("settings.about")}>
          <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-2">
            <dt className="text-muted">{t("settings.version")}</dt>
            <dd className="tabular select-all">{status.app_version}</dd>
          </dl>
          <p className="text-muted">{t("app.promise")}</p>
          <p className="text-muted">{t("near.credit")}</p>
        </Section>
      </div>
    </Page>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-label={title}
      // What is hidden from sight stands within the section, or the page grows by it.
      className="relative grid gap-x-8 gap-y-3 border-t border-line py-6 first:border-0 md:grid-cols-[10rem_1fr]"
    >
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      <div className="flex min-w-0 flex-col gap-5">{children}</div>
    </section>
  );
}
