//! The smallest PDF that viewers open: one page with a few lines, as stand-in for scanned evidence.

use std::fmt::Write;

/// A page with these lines; only letters of ASCII, since the built-in fonts have no Vietnamese.
pub(crate) fn page(lines: &[String]) -> Vec<u8> {
    let mut shown = String::from("BT /F1 16 Tf 72 760 Td 24 TL");
    for line in lines {
        let safe: String =
            line.chars().filter(|c| c.is_ascii() && !matches!(c, '(' | ')' | '\\')).collect();
        // Writing to a string does not fail.
        write!(shown, " ({safe}) Tj T*").ok();
    }
    shown.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1).ok();
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).ok();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").ok();
    }
    write!(
        out,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    )
    .ok();
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn the_table_points_at_the_objects() {
        let text = String::from_utf8(page(&["Minh chung C1 (1)".to_owned()])).unwrap();
        assert!(text.starts_with("%PDF-1.4\n") && text.ends_with("%%EOF\n"));
        let table: usize = text
            .split("startxref\n")
            .nth(1)
            .and_then(|t| t.lines().next())
            .unwrap()
            .parse()
            .unwrap();
        let rows: Vec<_> = text[table..].lines().skip(3).take(5).collect();
        for (index, row) in rows.iter().enumerate() {
            let place: usize = row[..10].parse().unwrap();
            assert!(text[place..].starts_with(&format!("{} 0 obj", index + 1)), "{row}");
        }
        assert!(text.contains("(Minh chung C1 1) Tj"));
    }
}
