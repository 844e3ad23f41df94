// Every screen and its address. The addresses stand behind a #, so they work under tauri:// and on any server without
// its help; stories and tests give a history of their own.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { startPath } from "@/client";
import { ContactList } from "@/features/contacts/ContactList";
import { parseDealSearch } from "@/features/deals/queries";
import { parseNotificationSearch } from "@/features/notifications/queries";
import { parseListSearch, parseViewSearch } from "@/records/view";
import { Frame } from "./App";
import { NotFound } from "./NotFound";
import type * as screens from "./screens";
import { Crash } from "./Crash";

/** A screen that is read when one goes there, or when the first list has been shown. */
const later = (name: keyof typeof screens) => lazyRouteComponent(() => import("./screens"), name);

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Crash });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
    throw redirect({ to: startPath() as "/contacts" });
  },
});

const homeShow = createRoute({ getParentRoute: () => root, path: "/home", component: later("HomeShow") });

export const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: parseListSearch,
  component: ContactList,
});
const contactNew = createRoute({
  getParentRoute: () => root,
  path: "/contacts/new",
  component: later("ContactFormScreen"),
});
const contactShow = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  component: later("ContactShow"),
});
const contactEdit = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id/edit",
  component: later("ContactFormScreen"),
});

export const companiesRoute = createRoute({
  getParentRoute: () => root,
  path: "/companies",
  validateSearch: parseListSearch,
  component: later("CompanyList"),
});
const companyNew = createRoute({
  getParentRoute: () => root,
  path: "/companies/new",
  component: later("CompanyFormScreen"),
});
const companyShow = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id",
  component: later("CompanyShow"),
});
const companyChart = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/chart",
  component: later("ChartShow"),
});
const companyEdit = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/edit",
  component: later("CompanyFormScreen"),
});

export const dealsRoute = createRoute({
  getParentRoute: () => root,
  path: "/deals",
  validateSearch: parseDealSearch,
  component: later("DealList"),
});
const dealForecast = createRoute({
  getParentRoute: () => root,
  path: "/deals/forecast",
  component: later("ForecastShow"),
});
const dealNew = createRoute({
  getParentRoute: () => root,
  path: "/deals/new",
  component: later("DealFormScreen"),
});
const dealShow = createRoute({
  getParentRoute: () => root,
  path: "/deals/$id",
  component: later("DealShow"),
});
const dealEdit = createRoute({
  getParentRoute: () => root,
  path: "/deals/$id/edit",
  component: later("DealFormScreen"),
});
export const leadsRoute = createRoute({
  getParentRoute: () => root,
  path: "/leads",
  validateSearch: parseListSearch,
  component: later("LeadList"),
});
const leadNew = createRoute({
  getParentRoute: () => root,
  path: "/leads/new",
  component: later("LeadFormScreen"),
});
const leadShow = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id",
  component: later("LeadShow"),
});
const leadEdit = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id/edit",
  component: later("LeadFormScreen"),
});

const ownRecords = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind",
  validateSearch: parseListSearch,
  component: later("OwnRecordList"),
});
const ownRecordNew = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/new",
  component: later("OwnRecordFormScreen"),
});
const ownRecordShow = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id",
  component: later("OwnRecordShow"),
});
const ownRecordEdit = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id/edit",
  component: later("OwnRecordFormScreen"),
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: "/tasks",
  validateSearch: parseViewSearch,
  component: later("TaskList"),
});
const taskNew = createRoute({
  getParentRoute: () => root,
  path: "/tasks/new",
  component: later("TaskFormScreen"),
});
const taskShow = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$id",
  component: later("TaskShow"),
});
const taskEdit = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$id/edit",
  component: later("TaskFormScreen"),
});

const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  validateSearch: parseViewSearch,
  component: later("CommunicationList"),
});
const activityShow = createRoute({
  getParentRoute: () => root,
  path: "/activity/$id",
  component: later("CommunicationShow"),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  validateSearch: parseNotificationSearch,
  component: later("NotificationList"),
});
const viewShow = createRoute({
  getParentRoute: () => root,
  path: "/views/$id",
  component: later("ViewShow"),
});

const imports = createRoute({ getParentRoute: () => root, path: "/imports", component: later("ImportList") });
const importNew = createRoute({
  getParentRoute: () => root,
  path: "/imports/new",
  component: later("ImportMapping"),
});
const importShow = createRoute({
  getParentRoute: () => root,
  path: "/imports/$id",
  component: later("ImportShow"),
});
const history = createRoute({
  getParentRoute: () => root,
  path: "/history",
  component: later("HistoryList"),
});
const trash = createRoute({ getParentRoute: () => root, path: "/trash", component: later("TrashList") });
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: later("SettingsShow"),
});
const settingsDeals = createRoute({
  getParentRoute: () => root,
  path: "/settings/deals",
  component: later("PipelineList"),
});
const settingsLeads = createRoute({
  getParentRoute: () => root,
  path: "/settings/leads",
  component: later("LeadSettings"),
});
const settingsLayout = createRoute({
  getParentRoute: () => root,
  path: "/settings/layout",
  component: later("FieldLayout"),
});
const settingsKinds = createRoute({
  getParentRoute: () => root,
  path: "/settings/kinds",
  component: later("KindList"),
});
const tags = createRoute({ getParentRoute: () => root, path: "/settings/tags", component: later("TagList") });

export const searchRoute = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: (raw: Record<string, unknown>): { text?: string } =>
    typeof raw["text"] === "string" && raw["text"] ? { text: raw["text"] } : {},
  component: later("SearchList"),
});

const tree = root.addChildren([
  home,
  homeShow,
  contactsRoute,
  contactNew,
  contactShow,
  contactEdit,
  companiesRoute,
  companyNew,
  companyShow,
  companyEdit,
  companyChart,
  leadsRoute,
  leadNew,
  leadShow,
  leadEdit,
  dealsRoute,
  dealForecast,
  dealNew,
  dealShow,
  dealEdit,
  ownRecords,
  ownRecordNew,
  ownRecordShow,
  ownRecordEdit,
  tasks,
  taskNew,
  taskShow,
  taskEdit,
  activity,
  activityShow,
  notifications,
  viewShow,
  imports,
  importNew,
  importShow,
  history,
  trash,
  settings,
  settingsDeals,
  settingsLeads,
  settingsLayout,
  settingsKinds,
  tags,
  searchRoute,
]);

export function newRouter(history_: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree: tree,
    history: history_,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

export type AppRouter = ReturnType<typeof newRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
