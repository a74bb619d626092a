"""The addresses of the desk."""

from __future__ import annotations

from django.urls import include, path

from dateline.desk.views import (
    actors,
    api,
    articles,
    calendars,
    downloads,
    errors,
    front,
    people,
    proposals,
    records,
    search,
    subscriptions,
    talk,
)

handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)

urlpatterns = [
    path("", front.front, name="front"),
    path("articles/<str:id>/", articles.article, name="article"),
    path("records/<str:id>/", records.record, name="record"),
    path("actors/<str:id>/", actors.actor, name="actor"),
    path("places/<str:id>/", actors.place, name="place"),
    path("pairs/<str:one>/<str:other>/", actors.pair, name="pair"),
    path("statements/", search.statements, name="statements"),
    path("search/", search.search, name="search"),
    path("calendar/", calendars.month, name="calendar"),
    path("calendar.ics", calendars.everything_ics, name="calendar-ics"),
    path("changes.atom", calendars.everything_atom, name="changes-atom"),
    path("records/<str:id>/feed.<str:form>", calendars.of_record, name="record-feed"),
    path("actors/<str:id>/feed.<str:form>", calendars.of_actor, name="actor-feed"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("downloads/<str:name>/<str:part>", downloads.download, name="download"),
    path("api/", api.about, name="api"),
    path("api/openapi.json", api.openapi, name="api-openapi"),
    path("api/events", api.events, name="api-events"),
    path("api/events/<str:id>", api.event, name="api-event"),
    path("api/entities/<str:id>", api.entity, name="api-entity"),
    path("api/articles/<str:id>", api.article, name="api-article"),
    path("api/statements", api.statements, name="api-statements"),
    path("api/search", api.search, name="api-search"),
    path("api/changes", api.changes, name="api-changes"),
    path("comments/", talk.write, name="comment"),
    path("comments/<int:number>/report", talk.report, name="report"),
    path("moderation/", talk.queue, name="moderation"),
    path("moderation/<int:number>", talk.decide, name="moderate"),
    path("about/filter/", talk.about_filter, name="filter"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new, name="proposal-new"),
    path("proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("proposals/<int:number>/decide", proposals.decide, name="proposal-decide"),
    path("subscriptions/", subscriptions.subscribe, name="subscribe"),
    path("subscriptions/<str:token>/", subscriptions.subscription, name="subscription"),
    path("subscriptions/<str:token>/end", subscriptions.unsubscribe, name="unsubscribe"),
    path("me/", people.me, name="me"),
    path("me/data.json", people.my_data, name="my-data"),
    path("me/delete/", people.delete, name="delete-me"),
    path("people/", people.people, name="people"),
    path("people/<int:number>", people.set_role, name="set-role"),
    path("first/<str:token>/", people.first, name="first"),
    path("accounts/", include("allauth.account.urls")),
]
