int *p = L"a" u"b"; // error
