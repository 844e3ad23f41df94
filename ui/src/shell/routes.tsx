// Every screen and its address. The addresses stand behind a #, so they work under tauri:// and on any server without
// its help; stories and tests give a history of their own.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { startPath } from "@/client";
import { ChartShow } from "@/features/companies/ChartShow";
import { CompanyFormScreen } from "@/features/companies/CompanyForm";
import { CompanyList } from "@/features/companies/CompanyList";
import { CompanyShow } from "@/features/companies/CompanyShow";
import { CommunicationList } from "@/features/communications/CommunicationList";
import { CommunicationShow } from "@/features/communications/CommunicationShow";
import { ContactFormScreen } from "@/features/contacts/ContactForm";
import { ContactList } from "@/features/contacts/ContactList";
import { ContactShow } from "@/features/contacts/ContactShow";
import { DealFormScreen } from "@/features/deals/DealForm";
import { DealList } from "@/features/deals/DealList";
import { DealShow } from "@/features/deals/DealShow";
import { ForecastShow } from "@/features/deals/ForecastShow";
import { PipelineList } from "@/features/deals/PipelineList";
import { parseDealSearch } from "@/features/deals/queries";
import { HomeShow } from "@/features/home/HomeShow";
import { DuplicateList, parseDuplicateSearch } from "@/features/duplicates/DuplicateList";
import { HistoryList } from "@/features/history/HistoryList";
import { TrashList } from "@/features/history/TrashList";
import { ImportList } from "@/features/imports/ImportList";
import { ImportMapping } from "@/features/imports/ImportMapping";
import { ImportShow } from "@/features/imports/ImportShow";
import { KindList } from "@/features/kinds/KindList";
import { OwnRecordFormScreen } from "@/features/kinds/OwnRecordForm";
import { OwnRecordList } from "@/features/kinds/OwnRecordList";
import { OwnRecordShow } from "@/features/kinds/OwnRecordShow";
import { FieldLayout } from "@/features/settings/FieldLayout";
import { LeadFormScreen } from "@/features/leads/LeadForm";
import { LeadList } from "@/features/leads/LeadList";
import { LeadSettings } from "@/features/leads/LeadSettings";
import { LeadShow } from "@/features/leads/LeadShow";
import { NotificationList } from "@/features/notifications/NotificationList";
import { parseNotificationSearch } from "@/features/notifications/queries";
import { SearchList } from "@/features/search/SearchList";
import { SettingsShow } from "@/features/settings/SettingsShow";
import { TagList } from "@/features/settings/TagList";
import { TaskFormScreen } from "@/features/tasks/TaskForm";
import { TaskList } from "@/features/tasks/TaskList";
import { TaskShow } from "@/features/tasks/TaskShow";
import { ViewShow } from "@/features/views/ViewShow";
import { parseListSearch, parseViewSearch } from "@/records/view";
import { Frame } from "./App";
import { NotFound } from "./NotFound";
import { Crash } from "./Crash";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Crash });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
    throw redirect({ to: startPath() as "/contacts" });
  },
});

const homeShow = createRoute({ getParentRoute: () => root, path: "/home", component: HomeShow });

export const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: parseListSearch,
  component: ContactList,
});
const contactNew = createRoute({
  getParentRoute: () => root,
  path: "/contacts/new",
  component: ContactFormScreen,
});
const contactShow = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  component: ContactShow,
});
const contactEdit = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id/edit",
  component: ContactFormScreen,
});

export const companiesRoute = createRoute({
  getParentRoute: () => root,
  path: "/companies",
  validateSearch: parseListSearch,
  component: CompanyList,
});
const companyNew = createRoute({
  getParentRoute: () => root,
  path: "/companies/new",
  component: CompanyFormScreen,
});
const companyShow = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id",
  component: CompanyShow,
});
const companyChart = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/chart",
  component: ChartShow,
});
const companyEdit = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/edit",
  component: CompanyFormScreen,
});

export const dealsRoute = createRoute({
  getParentRoute: () => root,
  path: "/deals",
  validateSearch: parseDealSearch,
  component: DealList,
});
const dealForecast = createRoute({
  getParentRoute: () => root,
  path: "/deals/forecast",
  component: ForecastShow,
});
const dealNew = createRoute({ getParentRoute: () => root, path: "/deals/new", component: DealFormScreen });
const dealShow = createRoute({ getParentRoute: () => root, path: "/deals/$id", component: DealShow });
const dealEdit = createRoute({
  getParentRoute: () => root,
  path: "/deals/$id/edit",
  component: DealFormScreen,
});
export const leadsRoute = createRoute({
  getParentRoute: () => root,
  path: "/leads",
  validateSearch: parseListSearch,
  component: LeadList,
});
const leadNew = createRoute({ getParentRoute: () => root, path: "/leads/new", component: LeadFormScreen });
const leadShow = createRoute({ getParentRoute: () => root, path: "/leads/$id", component: LeadShow });
const leadEdit = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id/edit",
  component: LeadFormScreen,
});

const ownRecords = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind",
  validateSearch: parseListSearch,
  component: OwnRecordList,
});
const ownRecordNew = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/new",
  component: OwnRecordFormScreen,
});
const ownRecordShow = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id",
  component: OwnRecordShow,
});
const ownRecordEdit = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id/edit",
  component: OwnRecordFormScreen,
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: "/tasks",
  validateSearch: parseViewSearch,
  component: TaskList,
});
const taskNew = createRoute({ getParentRoute: () => root, path: "/tasks/new", component: TaskFormScreen });
const taskShow = createRoute({ getParentRoute: () => root, path: "/tasks/$id", component: TaskShow });
const taskEdit = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$id/edit",
  component: TaskFormScreen,
});

const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  validateSearch: parseViewSearch,
  component: CommunicationList,
});
const activityShow = createRoute({
  getParentRoute: () => root,
  path: "/activity/$id",
  component: CommunicationShow,
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  validateSearch: parseNotificationSearch,
  component: NotificationList,
});
const viewShow = createRoute({ getParentRoute: () => root, path: "/views/$id", component: ViewShow });

const imports = createRoute({ getParentRoute: () => root, path: "/imports", component: ImportList });
const importNew = createRoute({ getParentRoute: () => root, path: "/imports/new", component: ImportMapping });
const importShow = createRoute({ getParentRoute: () => root, path: "/imports/$id", component: ImportShow });
const duplicates = createRoute({
  getParentRoute: () => root,
  path: "/duplicates",
  validateSearch: parseDuplicateSearch,
  component: DuplicateList,
});
const history = createRoute({ getParentRoute: () => root, path: "/history", component: HistoryList });
const trash = createRoute({ getParentRoute: () => root, path: "/trash", component: TrashList });
const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsShow });
const settingsDeals = createRoute({
  getParentRoute: () => root,
  path: "/settings/deals",
  component: PipelineList,
});
const settingsLeads = createRoute({
  getParentRoute: () => root,
  path: "/settings/leads",
  component: LeadSettings,
});
const settingsLayout = createRoute({
  getParentRoute: () => root,
  path: "/settings/layout",
  component: FieldLayout,
});
const settingsKinds = createRoute({
  getParentRoute: () => root,
  path: "/settings/kinds",
  component: KindList,
});
const tags = createRoute({ getParentRoute: () => root, path: "/settings/tags", component: TagList });

export const searchRoute = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: (raw: Record<string, unknown>): { text?: string } =>
    typeof raw["text"] === "string" && raw["text"] ? { text: raw["text"] } : {},
  component: SearchList,
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
  duplicates,
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
