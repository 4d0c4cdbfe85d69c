# Page frame, navigation, common messages.
product-line = Public-service culture, in good order every day
skip-to-content = Skip to main content
breadcrumbs = Breadcrumb
language = Language
main-navigation = Main sections
search-label = Search dossiers, units, staff
search-button = Search
sign-out = Sign out
flash-title = Done
offline-text = The network is gone. What you typed is still on this page; send it again when you are back online.
restored-text = What you typed before has been restored. Please check it before sending.
discard-text = Discard it
idle-title = Are you still there?
idle-text = Your session is about to end because nothing happened for a while. What you are typing will be kept.
idle-seconds = seconds
idle-stay = Stay signed in
idle-leave = Sign out now

nav-home = Home
nav-desk = My work
nav-one-stop = One-stop desk
nav-movement = Movement
nav-inspection = Inspection
nav-awards = Awards
nav-org = Organisation
nav-report = Reports
nav-admin = Administration
nav-law = Legal bases
nav-feedback = Feedback

role-administrator = Administrator
role-home-affairs = Home-affairs officer
role-head = Head of unit
role-desk-officer = Desk officer
role-specialist = Specialist
role-inspector = Inspector
role-award-council = Award council
role-auditor = Auditor

form-errors = There is a problem
form-error-prefix = Error:
file-too-large-script = File {"{name}"} has {"{size}"} MB, more than the {"{max}"} MB allowed. Choose a smaller file.
invalid-missing = Fill in this field.
invalid-date = This date is not right. Write day/month/year, for example 15/08/1985.
invalid-date-time = This date and time is not right.
invalid-taken = This value is in use elsewhere. Choose another.
invalid-unit-not-on-that-date = This unit does not exist on { $date }.
invalid-office-hours = These office hours are not right. Write them like 07:30-11:30,13:30-17:00.

refusal-unit-not-on-that-date = The unit does not exist on the chosen day. Choose its successor or another day.

error-page = Message
error-to-desk = Back to my work
error-signed-out-title = Please sign in
error-signed-out-text = Your session has ended. Sign in and try again.
error-denied-title = You are not allowed to do this
error-denied-text = Your role at this unit does not cover what you chose. If you need it, ask the administrator for a fitting role.
error-denied-as = You are signed in as { $name }.
error-denied-role = Your role: { $role }, { $unit }.
error-not-found-title = Page not found
error-not-found-text = There is no such address, or it is outside your reach. The link may have been cut off, or what it led to has moved.
error-not-found-help = You can go on from here:
error-to-look-up = Look a dossier up by the code on its slip
error-to-procedures = See procedures and the papers they need
error-to-desk-officials = My work (for officials)
error-invalid-title = Not done yet
error-invalid-text = Something in the request is not valid. Nothing was changed.
error-stale-title = This changed while you were working
error-stale-text = This record was saved elsewhere a moment ago: by somebody else, or by you in another tab. Open the page again to see the new version and go on; what you just typed was not saved.
error-stale-kept = This record was saved elsewhere a moment ago: by somebody else, or by you in another tab. What you typed is still here but was not saved. Open this page again in another tab to see the new version, and make your change there.
error-busy-title = The system is busy
error-busy-text = Many people are saving at once. Try again in a few seconds; nothing was lost.
error-again = Back to the page you were on
error-too-many-title = Too many tries
error-too-many-minutes = Wait about { $minutes } minutes and try again. Forgotten your password? Ask your body's administrator.
error-too-many-text = { $seconds ->
    [one] Wait { $seconds } second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
error-disk-full-title = The server has no space left
error-disk-full-text = What you sent was not saved because the server's disk is full. Tell the administrator to free space, then send it again; everything saved before is intact.
error-bad-form-title = What you sent cannot be read
error-bad-form-text = Go back, check it and send it again.
error-stale-form-title = This form is out of date
error-stale-form-text = The session changed since the page was opened; what you sent was not saved. Go back, reload the page and send again: the browser keeps what you typed.
error-too-large-title = File too large
error-too-large-text = What you sent is larger than allowed. Choose a smaller file.
error-internal-title = The system failed
error-internal-text = The fault is ours, not yours. Nothing was changed. The error was logged; try again later or tell the administrator.
form-typed-row = {" "}(row { $number })
form-typed = See what you typed
withdrawn-by = Withdrawn by { $name }.
paging = Pages
paging-earlier = Previous page
paging-later = Next page
why = Why?
