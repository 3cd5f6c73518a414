module samepage

go 1.26
