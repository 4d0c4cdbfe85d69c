//! What `nep demo` prints: address, accounts, and what to try first.

/// One account for each role: user name, who it is, what to try.
const ACCOUNTS: [(&str, &str, &str); 9] = [
    ("mot-cua", "One-stop desk", "take a dossier, see what is due today, hand back a result"),
    ("noi-vu", "Home affairs", "verify score sheets, plan inspections, import staff from Excel"),
    ("lanh-dao-dat-dai", "Head of the land office", "sign the letters of apology that wait"),
    (
        "lanh-dao",
        "Chairperson of the district",
        "see the dashboard, answer citizens, print the yearly report",
    ),
    (
        "chuyen-vien",
        "Specialist of the land office",
        "decide dossiers, fill the unit's score sheet",
    ),
    ("kiem-tra", "Inspector", "fill the checklist of today's visit, best on a phone"),
    ("thi-dua", "Award council", "record a decision with its recipients"),
    ("giam-sat", "Auditor", "read everything, change nothing"),
    ("quan-tri", "Administrator", "accounts, roles, audit log"),
];

/// The text for standard output.
pub(super) fn text(address: &str, password: &str) -> String {
    let account =
        |(name, who, hint): &(&str, &str, &str)| format!("  {name:<18} {who:<30} {hint}\n");
    let accounts: String = ACCOUNTS.iter().map(account).collect();
    format!(
        "\n\
         The demo is ready: {address}\n\
         \n\
         Sign in at {address}/dang-nhap with one of these; the password of all is  {password}\n\
         \n\
         {accounts}\
         \n\
         Try first:\n  \
         1. As `mot-cua`: open a dossier that is due today, then take a new one.\n  \
         2. As `lanh-dao-dat-dai`: sign a letter of apology before its dossier is late.\n  \
         3. As `lanh-dao`: open the report of 2021 and click the 97 % down to the units behind it.\n  \
         4. Without signing in: {address} is what citizens see.\n\
         \n\
         All people are invented. English: the language switch at the top of each page.\n"
    )
}
