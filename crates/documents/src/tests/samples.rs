//! Invented values for every kind of document.

use jiff::civil::date;

use crate::{
    Align, Annex, ApologyLetter, Block, Cell, Column, CounterSignature, DeskNotice, HeadingLevel,
    Letterhead, Paper, Party, PublicLetter, ReceiptSlip, RegisterEntry, Section, Sheet, Signature,
    Table, TableCell, TableColumn, Validation, ValidationRule, Workbook, YearlyReport, closed,
};

pub(super) fn letterhead() -> Letterhead {
    Letterhead {
        parent: Some("Ủy ban nhân dân tỉnh Cao Bằng".into()),
        agency: "Ủy ban nhân dân huyện Trùng Khánh".into(),
        number: Some(7),
        symbol: "BC-UBND".into(),
        place: "Trùng Khánh".into(),
        date: date(2021, 2, 5),
    }
}

pub(super) fn slip() -> ReceiptSlip {
    let party = |name: &str, id: &str| Party {
        name: name.into(),
        id_number: Some(id.into()),
        address: Some("Xóm Bản Mẫu, xã Phong Mẫu, huyện Trùng Khánh, tỉnh Cao Bằng".into()),
        phone: Some("0900 000 012".into()),
        email: Some("mau@example.vn".into()),
    };
    ReceiptSlip {
        paper: Paper::A5,
        letterhead: Letterhead {
            parent: Some("Ủy ban nhân dân huyện Trùng Khánh".into()),
            agency: "Bộ phận Tiếp nhận và Trả kết quả".into(),
            number: Some(118),
            symbol: "BPTNTKQ".into(),
            ..letterhead()
        },
        title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".into(),
        copy: Some("Giao tổ chức, cá nhân".into()),
        dossier_code: "000.00.31.H14-210205-0118".into(),
        receiving_centre: "Bộ phận Tiếp nhận và Trả kết quả huyện Trùng Khánh".into(),
        applicant: party("Nông Thị Mẫu", "004000000012"),
        authorised: None,
        procedure: "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh".into(),
        papers: vec![
            "Thông báo thay đổi nội dung đăng ký hộ kinh doanh (01 bản chính)".into(),
            "Giấy chứng nhận đăng ký hộ kinh doanh đã cấp (01 bản chính)".into(),
            "Bản sao biên bản họp các thành viên hộ gia đình về việc thay đổi (01 bản sao)".into(),
        ],
        sets: 1,
        statutory_term: "03 ngày làm việc".into(),
        received_at: date(2021, 2, 5).at(9, 30, 0, 0),
        due_at: date(2021, 2, 17).at(16, 30, 0, 0),
        place: "Bộ phận Tiếp nhận và Trả kết quả huyện Trùng Khánh".into(),
        register: Some(RegisterEntry { volume: 1, number: 118 }),
        url: "https://mot-cua.example.vn/ho-so/000.00.31.H14-210205-0118".into(),
        applicant_signature: CounterSignature {
            name: Some("Nông Thị Mẫu".into()),
            signed_at: None,
        },
        receiver_signature: CounterSignature {
            name: Some("Hoàng Văn Thí Dụ".into()),
            signed_at: None,
        },
    }
}

/// A slip with everything a form can hold.
pub(super) fn full_slip() -> ReceiptSlip {
    let mut slip = slip();
    slip.authorised = Some(Party { name: "Lý Văn Thử".into(), ..slip.applicant.clone() });
    slip.papers =
        (1..=9).map(|n| format!("Giấy tờ thứ {n} kèm theo bản sao có chứng thực")).collect();
    slip
}

pub(super) fn supplement_request() -> DeskNotice {
    let slip = slip();
    DeskNotice {
        paper: Paper::A5,
        letterhead: Letterhead { number: None, symbol: "PBS-BPTNTKQ".into(), ..slip.letterhead },
        title: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ".into(),
        dossier_code: Some(slip.dossier_code),
        applicant: slip.applicant,
        content: slip.procedure,
        lead: "Hồ sơ còn thiếu hoặc chưa đúng. Đề nghị bổ sung, hoàn thiện các nội dung sau:"
            .into(),
        items: vec![
            "Giấy chứng nhận đăng ký hộ kinh doanh đã cấp".into(),
            "Ghi lại ngành, nghề kinh doanh trong thông báo thay đổi".into(),
        ],
        reason: "Bản đã nộp là bản chụp, không đối chiếu được với bản chính".into(),
        contact: Some("Hoàng Văn Thí Dụ, điện thoại 0900 000 031".into()),
        url: Some("https://mot-cua.example.vn/tra-cuu?ma=000.00.31.H14-210205-0118".into()),
        applicant_signature: None,
        officer_title: "Người hướng dẫn".into(),
        officer_signature: CounterSignature {
            name: Some("Hoàng Văn Thí Dụ".into()),
            signed_at: None,
        },
    }
}

pub(super) fn intake_refusal() -> DeskNotice {
    let request = supplement_request();
    DeskNotice {
        letterhead: Letterhead {
            number: Some(3),
            symbol: "PTC-BPTNTKQ".into(),
            ..request.letterhead
        },
        title: "Phiếu từ chối tiếp nhận giải quyết hồ sơ".into(),
        dossier_code: None,
        lead: "Qua xem xét, nơi tiếp nhận không nhận giải quyết hồ sơ này.".into(),
        items: Vec::new(),
        reason: "Thửa đất thuộc địa bàn huyện khác, việc giải quyết thuộc thẩm quyền của nơi đó"
            .into(),
        contact: None,
        url: None,
        applicant_signature: Some(CounterSignature {
            name: request.applicant.name.clone().into(),
            signed_at: None,
        }),
        officer_title: "Người tiếp nhận hồ sơ".into(),
        ..request
    }
}

pub(super) fn letter() -> ApologyLetter {
    ApologyLetter {
        letterhead: Letterhead { number: None, symbol: "PXL".into(), ..letterhead() },
        title: "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết".into(),
        draft: true,
        addressee: "Bà Nông Thị Mẫu, xã Phong Mẫu, huyện Trùng Khánh".into(),
        salutation: "Bà".into(),
        id_number: Some("004000000012".into()),
        dossier_code: "000.00.31.H14-210125-0042".into(),
        procedure: "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"
            .into(),
        receiving_centre: "Bộ phận Tiếp nhận và Trả kết quả huyện Trùng Khánh".into(),
        received_at: date(2021, 1, 25).at(8, 15, 0, 0),
        due_at: date(2021, 2, 8).at(16, 30, 0, 0),
        new_due_at: Some(date(2021, 2, 19).at(16, 30, 0, 0)),
        reason: "Cơ quan thuế chưa có thông báo về nghĩa vụ tài chính đối với thửa đất.".into(),
        contact: Some("Bộ phận Tiếp nhận và Trả kết quả, điện thoại 0900 000 031.".into()),
        recipients: vec!["Như trên".into(), "Bộ phận TN&TKQ".into(), "Lưu: VT, TNMT".into()],
        signature: Signature { lines: vec!["Chủ tịch".into()], signed_at: None, name: None },
    }
}

/// The same letter signed by a deputy.
pub(super) fn signed_letter() -> ApologyLetter {
    let mut letter = letter();
    letter.draft = false;
    letter.letterhead.number = Some(12);
    letter.signature = Signature {
        lines: vec!["KT. Chủ tịch".into(), "Phó Chủ tịch".into()],
        signed_at: Some("Đã ký số lúc 15 giờ 20 phút ngày 05/02/2021".into()),
        name: Some("Bế Thị Ví Dụ".into()),
    };
    letter
}

/// A signed letter of thanks.
pub(super) fn thanks() -> PublicLetter {
    let letter = signed_letter();
    PublicLetter {
        letterhead: Letterhead { symbol: "UBND".into(), ..letter.letterhead },
        title: "Thư cảm ơn".into(),
        draft: false,
        addressee: "Bà Nông Thị Mẫu, xã Phong Mẫu, huyện Trùng Khánh".into(),
        paragraphs: vec![
            "Ủy ban nhân dân huyện đã nhận được góp ý của bà về cách hướng dẫn hồ sơ đất đai."
                .into(),
            closed(
                "Trân trọng cảm ơn bà đã dành thời gian và mong tiếp tục nhận được ý kiến của bà.",
            ),
        ],
        recipients: vec!["Như trên".into(), "Lưu: VT".into()],
        signature: letter.signature,
    }
}

fn units(count: usize) -> Table {
    Table {
        caption: Some("Bảng 2. Kết quả tự chấm và thẩm định theo đơn vị".into()),
        columns: vec![
            TableColumn { header: "STT".into(), align: Align::Center, width: None },
            TableColumn::text("Đơn vị", 5),
            TableColumn::number("Điểm tự chấm"),
            TableColumn::number("Điểm thẩm định"),
            TableColumn::text("Ghi chú", 2),
        ],
        rows: (1..=count)
            .map(|n| {
                vec![
                    n.to_string().into(),
                    format!("Trường Phổ thông dân tộc bán trú Trung học cơ sở xã Mẫu {n}").into(),
                    TableCell::link(
                        format!("{},5", 80 + n % 20),
                        format!("https://nep.example.vn/don-vi/{n}"),
                    ),
                    format!("{},0", 79 + n % 20).into(),
                    if n % 7 == 0 { "Chưa đạt".into() } else { TableCell::default() },
                ]
            })
            .collect(),
        total: None,
    }
}

pub(super) fn report() -> YearlyReport {
    let share = Table {
        caption: Some("Bảng 1. Đơn vị đạt chuẩn văn hóa năm 2021".into()),
        columns: vec![
            TableColumn::text("Khối", 3),
            TableColumn::number("Số đơn vị"),
            TableColumn::number("Đạt chuẩn"),
            TableColumn::number("Tỷ lệ (%)"),
        ],
        rows: vec![
            vec!["Cơ quan chuyên môn".into(), "13".into(), "13".into(), "100".into()],
            vec!["Ủy ban nhân dân xã, thị trấn".into(), "21".into(), "20".into(), "95,2".into()],
        ],
        total: Some(vec!["Cộng".into(), "34".into(), "33".into(), "97".into()]),
    };
    let body = "Các cơ quan, đơn vị đã quán triệt Quy tắc ứng xử, niêm yết công khai thủ tục hành \
                chính, thực hiện nghiêm thời giờ làm việc; việc “4 xin, 4 luôn” được đưa vào tiêu \
                chí đánh giá hằng quý."
        .to_owned();
    let section = |level, heading: &str, blocks| Section { level, heading: heading.into(), blocks };
    YearlyReport {
        letterhead: letterhead(),
        kind: "Báo cáo".into(),
        about: "Kết quả thực hiện phong trào thi đua “Cán bộ, công chức, viên chức thi đua thực \
                hiện văn hóa công sở” năm 2021"
            .into(),
        addressee: Some("Sở Nội vụ tỉnh Cao Bằng".into()),
        legal_bases: vec![
            "Căn cứ Quyết định số 733/QĐ-TTg ngày 14 tháng 6 năm 2019 của Thủ tướng Chính phủ"
                .into(),
            "Căn cứ Kế hoạch thi đua năm 2021 của Ủy ban nhân dân huyện".into(),
        ],
        opening: vec![
            "Ủy ban nhân dân huyện Trùng Khánh báo cáo kết quả thực hiện phong trào như sau:"
                .into(),
        ],
        sections: vec![
            section(
                HeadingLevel::Part,
                "I. Công tác chỉ đạo, triển khai",
                vec![Block::paragraph(&body)],
            ),
            section(HeadingLevel::Part, "II. Kết quả thực hiện", vec![]),
            section(
                HeadingLevel::Item,
                "1. Đơn vị đạt chuẩn văn hóa",
                vec![
                    Block::paragraph("Năm 2021, 33/34 đơn vị đạt chuẩn, bằng 97 %."),
                    Block::Table(share),
                ],
            ),
            section(
                HeadingLevel::Point,
                "a) Công tác kiểm tra",
                vec![Block::paragraph(&body), Block::Table(units(12))],
            ),
            section(
                HeadingLevel::Part,
                "III. Phương hướng",
                vec![Block::paragraph(closed(&[body.as_str(); 2].join(" ")))],
            ),
        ],
        recipients: vec![
            "Như trên".into(),
            "Thường trực Huyện ủy, Hội đồng nhân dân huyện".into(),
            "Các cơ quan chuyên môn thuộc Ủy ban nhân dân huyện".into(),
            "Lưu: VT, NV".into(),
        ],
        signature: Signature {
            lines: vec!["TM. Ủy ban nhân dân".into(), "KT. Chủ tịch".into(), "Phó Chủ tịch".into()],
            signed_at: None,
            name: Some("Bế Thị Ví Dụ".into()),
        },
        annexes: vec![Annex {
            title: "Phụ lục I".into(),
            about: "Tổng hợp kết quả của các cơ quan, đơn vị".into(),
            note: Some("(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 02 năm 2021 của Ủy ban nhân dân huyện Trùng Khánh)".into()),
            landscape: true,
            blocks: vec![Block::Table(Table { caption: None, ..units(300) })],
        }],
    }
}

pub(super) fn workbook() -> Workbook {
    Workbook {
        title: "Kết quả phong trào năm 2021".into(),
        author: "Ủy ban nhân dân huyện Trùng Khánh".into(),
        created_at: date(2021, 2, 5).at(9, 0, 0, 0),
        sheets: vec![results(), import_template()],
    }
}

fn results() -> Sheet {
    Sheet {
        name: "Kết quả".into(),
        title: Some("Kết quả phong trào năm 2021".into()),
        notes: vec!["Số liệu tính đến ngày 05/02/2021".into()],
        columns: vec![
            Column::new("Đơn vị", 40),
            Column::new("Số hồ sơ", 12),
            Column::new("Điểm", 10),
            Column::new("Tỷ lệ", 10),
            Column::new("Ngày công nhận", 16),
            Column::new("Xem", 20),
        ],
        rows: vec![
            vec![
                Cell::text("=HYPERLINK(\"#\")"),
                Cell::integer(1234),
                Cell::Decimal { scaled: 9550, places: 2 },
                Cell::percent(9700),
                date(2021, 1, 29).into(),
                Cell::link("Hồ sơ", "https://nep.example.vn/ho-so?a=1&b=<2>"),
            ],
            vec![
                Cell::text("Xã Mẫu # $ * _ @ < \\ \" ' &"),
                Cell::integer(-5),
                Cell::Decimal { scaled: -5, places: 1 },
                Cell::percent(9525),
                date(1899, 12, 31).into(),
                Cell::Empty,
            ],
        ],
        total: Some(vec![Cell::text("Cộng"), Cell::integer(1229)]),
        autofilter: true,
        ..Sheet::default()
    }
}

fn import_template() -> Sheet {
    Sheet {
        name: "Nhân sự".into(),
        columns: vec![
            Column::text_entry("Mã số", 14),
            Column::new("Giới tính", 12),
            Column::new("Ngày sinh", 14),
        ],
        example: Some(vec![Cell::text("0012"), Cell::text("Nữ"), date(1985, 3, 9).into()]),
        validations: vec![
            Validation {
                column: 1,
                rows: 500,
                rule: ValidationRule::List { options: vec!["Nam".into(), "Nữ".into()] },
                title: "Giới tính".into(),
                message: "Chọn Nam hoặc Nữ.".into(),
            },
            Validation {
                column: 2,
                rows: 500,
                rule: ValidationRule::Date { min: date(1940, 1, 1), max: date(2010, 12, 31) },
                title: "Ngày sinh".into(),
                message: "Nhập ngày dạng dd/mm/yyyy, từ năm 1940 đến năm 2010.".into(),
            },
        ],
        ..Sheet::default()
    }
}
