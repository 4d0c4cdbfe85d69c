//! Packs for tests, and the problems of packs.

use nep_law::{Library, Problem};

/// A pack without problems; tests count its lines.
pub const GOOD: &str = r#"id = "vn/test/first"
title = { vi = "Bộ thử", en = "Test pack" }
subject = "unit"
valid_from = 2025-01-01
valid_to = 2025-12-31

[[source]]
key = "nd-1"
kind = "decree"
number = "1/2025/NĐ-CP"
title = { vi = "Về việc thử", en = "On testing" }

[reason]
memory = { vi = "Chưa đối chiếu", en = "Not compared" }

[[setting]]
key = "share"
type = "percent"
value = 70
label = { vi = "Tỷ lệ", en = "Share" }
citation = { source = "nd-1", article = 2 }
confidence = "unverified"
reason = "memory"

[[list]]
key = "forms"
label = { vi = "Biểu mẫu", en = "Forms" }
groups = [{ key = "a", label = { vi = "Nhóm a", en = "Group a" } }]

[[item]]
list = "forms"
key = "one"
group = "a"
label = { vi = "Mẫu một", en = "Form one" }
citation = { source = "nd-1", article = 3 }
confidence = "verified"
"#;

/// The good pack with facts, a score and rules; to be added at its end.
pub const JUDGING: &str = r#"
[[fact]]
key = "points"
type = "decimal"
digits = 2
min = 0
max = 100
label = { vi = "Điểm", en = "Points" }

[[fact]]
key = "struck"
type = "bool"
label = { vi = "Bị kỷ luật", en = "Disciplined" }

[[outcome]]
key = "good"
label = { vi = "Tốt", en = "Good" }

[[outcome]]
key = "bad"
label = { vi = "Kém", en = "Bad" }

[[rule]]
key = "struck"
stage = "override"
outcome = "bad"
when = "struck"
because = { vi = "Bị kỷ luật.", en = "Disciplined." }
citation = { source = "nd-1", article = 3 }
confidence = "verified"

[[rule]]
key = "good"
stage = "level"
outcome = "good"
when = "points >= setting.share"
because = { vi = "Đủ điểm.", en = "Enough points." }
citation = { source = "nd-1", article = 4 }
confidence = "verified"

[[case]]
key = "struck"
shows = ["struck"]
facts = { struck = true }
outcome = "bad"

[[case]]
key = "exactly"
shows = ["good"]
facts = { struck = false, points = 70 }
outcome = "good"
"#;

/// Everything wrong with some files.
pub fn problems(files: &[(&str, &str)]) -> Vec<Problem> {
    match Library::from_files(files.iter().copied()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.problems().to_vec(),
    }
}
