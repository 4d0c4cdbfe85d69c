# Tìm kiếm.
search-title = Tìm kiếm
search-hint = Nhập mã hồ sơ, tên người nộp, tên đơn vị, tên hoặc mã cán bộ. Không cần gõ dấu.
search-none = Không tìm thấy gì với “{ $words }”
search-none-text = Hãy thử ít chữ hơn hoặc kiểm tra lại mã. Kết quả chỉ gồm những gì thuộc phạm vi của bạn.
search-units = Đơn vị
search-people = Cán bộ
search-dossiers = Hồ sơ
search-all = Xem tất cả
