BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE app_user (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	account VARCHAR, 
	employee_id INTEGER, 
	active BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	UNIQUE (account)
);
INSERT INTO "app_user" VALUES(1,'Desk','root',NULL,1);
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	supervisor_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT assignment_role_known CHECK (role IN ('agent', 'technician', 'parts', 'complaint_handler', 'supervisor')), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(supervisor_id) REFERENCES employee (id), 
	UNIQUE (employee_id, valid_from)
);
INSERT INTO "assignment" VALUES(1,1,'2020-01-01','supervisor','T1',NULL);
INSERT INTO "assignment" VALUES(2,2,'2020-03-01','technician','T1',1);
INSERT INTO "assignment" VALUES(3,3,'2020-03-01','technician','T2',1);
INSERT INTO "assignment" VALUES(4,4,'2020-03-01','parts','T3',1);
INSERT INTO "assignment" VALUES(5,5,'2020-03-01','complaint_handler','T1',1);
INSERT INTO "assignment" VALUES(6,6,'2020-03-01','agent','T2',1);
INSERT INTO "assignment" VALUES(7,7,'2020-03-01','parts','T1',1);
INSERT INTO "assignment" VALUES(8,8,'2020-03-01','technician','T2',1);
INSERT INTO "assignment" VALUES(9,9,'2020-03-01','agent','T3',1);
INSERT INTO "assignment" VALUES(10,10,'2026-02-15','technician','T3',1);
INSERT INTO "assignment" VALUES(11,11,'2026-02-15','technician','T1',1);
CREATE TABLE audit_entry (
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	account VARCHAR NOT NULL, 
	user_id INTEGER, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	previous_hash VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "audit_entry" VALUES(1,'2026-11-20 01:00:00.000000','root',1,'init','S1','{"time_zone":"Asia/Shanghai"}','','7d7490f00d7f22eaca3b07029cbb0c92c64dbccaf0d13f5af1ea4c1bc105440c');
INSERT INTO "audit_entry" VALUES(2,'2026-11-20 01:00:00.000000','root',1,'import','1','{"accepted":11,"kind":"employees","rejected":0,"rows":"81bf7ae376095b8c70fb9d64578c5bb8006a54ed322973364dfe427921b798e5","skipped":0}','7d7490f00d7f22eaca3b07029cbb0c92c64dbccaf0d13f5af1ea4c1bc105440c','3250d59595221a62533fe8d5cec72a62393d12379e8016bceda1b33e9e4af86a');
INSERT INTO "audit_entry" VALUES(3,'2026-11-20 01:00:00.000000','root',1,'import','2','{"accepted":110,"kind":"orders","rejected":0,"rows":"9bf0731ea08c009f91e53f04397e54631d66b1c614987663a6e2643ab5ce3e84","skipped":0}','3250d59595221a62533fe8d5cec72a62393d12379e8016bceda1b33e9e4af86a','dd5bae079f95f9061ab7e18058b370bec0bfa9d3c1ac7e65054a0173910b457d');
INSERT INTO "audit_entry" VALUES(4,'2026-11-20 01:00:00.000000','root',1,'import','3','{"accepted":37,"kind":"surveys","rejected":0,"rows":"c4e830cc650e7eae4a0c4ec3783a1574a4e8226fcf786ea4cf8dd2d56b5d0774","skipped":0}','dd5bae079f95f9061ab7e18058b370bec0bfa9d3c1ac7e65054a0173910b457d','7a9532dc9e6d3b491a61d92670bfd0e1e17a96d2622522579da171d051e59f50');
INSERT INTO "audit_entry" VALUES(5,'2026-11-20 01:00:00.000000','root',1,'import','4','{"accepted":16,"kind":"complaints","rejected":0,"rows":"b0a3d6de6804715a028919eedcb8f558c7eb9f7640ce0aa4cf67bea80b129e28","skipped":0}','7a9532dc9e6d3b491a61d92670bfd0e1e17a96d2622522579da171d051e59f50','7bc1c73abafb5f5ce3ebb156706ed41637a8b86287541bb0eb66c61774ce442f');
INSERT INTO "audit_entry" VALUES(6,'2026-11-20 01:00:00.000000','root',1,'backfill','2026-01','{"carried_over":{"complaints":2,"orders":5,"returns":0,"returns_of_closed_months":0,"surveys":0},"revision":1,"to":"2026-02"}','7bc1c73abafb5f5ce3ebb156706ed41637a8b86287541bb0eb66c61774ce442f','038b3694ee9442cfed9da8034d59427647fc6d69e2710893263f3d0445788d23');
INSERT INTO "audit_entry" VALUES(7,'2026-11-20 01:00:00.000000','root',1,'compute','2026-02','{"as_of":"2026-11-20T01:00:00+00:00","assessed":10,"cards":10,"revision":1}','038b3694ee9442cfed9da8034d59427647fc6d69e2710893263f3d0445788d23','9bb51e62190d50467e9cc5562e80af26b42b1eda7f6f9d4c470aa24151b31964');
INSERT INTO "audit_entry" VALUES(8,'2026-11-20 01:00:00.000000','root',1,'publish','2026-02','{"revision":1,"working_days":0}','9bb51e62190d50467e9cc5562e80af26b42b1eda7f6f9d4c470aa24151b31964','3a374fd020baca22739f9bd8a0b7f3b85a742d829601fa0267bee0e80e4a336a');
CREATE TABLE calendar_day (
	day DATE NOT NULL, 
	working BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (day)
);
CREATE TABLE card (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	total INTEGER, 
	rank INTEGER, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (revision_id, employee_id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "card" VALUES(1,2,1,'technician','T1',8791,1,'{"employee_no": "E001", "name": "林涛", "role": "technician", "team": "T1", "total": "87.91", "band": "good", "rank": 1, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "87.63", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "good", "parts": [{"id": "attitude", "score": "75.00", "weight": "20", "effective_weight": "20.00", "n": 4, "band": "fair", "parts": []}, {"id": "response", "score": "76.78", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "fair", "parts": []}, {"id": "quality", "score": "94.44", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "90.00", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "excellent", "parts": []}]}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,7,2,'parts','T1',8484,2,'{"employee_no": "E007", "name": "李明", "role": "parts", "team": "T1", "total": "84.84", "band": "good", "rank": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "88.68", "weight": "70", "effective_weight": "77.78", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "89.29", "weight": "25", "effective_weight": "38.46", "n": 14, "band": "good", "parts": []}, {"id": "parts", "score": "88.24", "weight": "15", "effective_weight": "23.08", "n": 17, "band": "good", "parts": []}, {"id": "cost", "score": "88.33", "weight": "25", "effective_weight": "38.46", "n": 6, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "71.43", "weight": "20", "effective_weight": "22.22", "n": 14, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,4,3,'parts','T3',8433,3,'{"employee_no": "E003", "name": "周静勇", "role": "parts", "team": "T3", "total": "84.33", "band": "good", "rank": 3, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "84.24", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "88.46", "weight": "25", "effective_weight": "38.46", "n": 13, "band": "good", "parts": []}, {"id": "parts", "score": "96.79", "weight": "15", "effective_weight": "23.08", "n": 14, "band": "excellent", "parts": []}, {"id": "cost", "score": "72.50", "weight": "25", "effective_weight": "38.46", "n": 2, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "84.62", "weight": "20", "effective_weight": "22.22", "n": 13, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,8,4,'technician','T2',8111,4,'{"employee_no": "E008", "name": "孙华明", "role": "technician", "team": "T2", "total": "81.11", "band": "good", "rank": 4, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "86.43", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "good", "parts": [{"id": "attitude", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": []}, {"id": "response", "score": "62.25", "weight": "15", "effective_weight": "15.00", "n": 9, "band": "poor", "parts": []}, {"id": "quality", "score": "93.75", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "excellent", "parts": []}, {"id": "parts", "score": "91.00", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "excellent", "parts": []}, {"id": "cost", "score": "80.00", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "62.50", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "poor", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,3,5,'technician','T2',7886,5,'{"employee_no": "E002", "name": "罗敏", "role": "technician", "team": "T2", "total": "78.86", "band": "fair", "rank": 5, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "79.97", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "fair", "parts": [{"id": "attitude", "score": "90.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": []}, {"id": "response", "score": "51.46", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "failing", "parts": []}, {"id": "quality", "score": "87.50", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "good", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "72.50", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "75.00", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(1,9,6,'agent','T3',7525,6,'{"employee_no": "E009", "name": "黄涛秀", "role": "agent", "team": "T3", "total": "75.25", "band": "fair", "rank": 6, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.89", "weight": "70", "effective_weight": "70.00", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "80.00", "weight": "20", "effective_weight": "20.00", "n": 6, "band": "good", "parts": []}, {"id": "response", "score": "56.23", "weight": "15", "effective_weight": "15.00", "n": 27, "band": "failing", "parts": []}, {"id": "quality", "score": "97.83", "weight": "25", "effective_weight": "25.00", "n": 23, "band": "excellent", "parts": []}, {"id": "parts", "score": "97.22", "weight": "15", "effective_weight": "15.00", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "81.67", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "82.61", "weight": "20", "effective_weight": "20.00", "n": 23, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": "0.00", "weight": "10", "effective_weight": "10.00", "n": 1, "band": "failing", "parts": []}]}');
INSERT INTO "card" VALUES(1,6,7,'agent','T2',7365,7,'{"employee_no": "E005", "name": "杨霞", "role": "agent", "team": "T2", "total": "73.65", "band": "fair", "rank": 7, "flags": [], "indicators": [{"id": "satisfaction", "score": "77.91", "weight": "70", "effective_weight": "70.00", "n": 5, "band": "fair", "parts": [{"id": "attitude", "score": "80.00", "weight": "20", "effective_weight": "20.00", "n": 5, "band": "good", "parts": []}, {"id": "response", "score": "52.96", "weight": "15", "effective_weight": "15.00", "n": 23, "band": "failing", "parts": []}, {"id": "quality", "score": "82.35", "weight": "25", "effective_weight": "25.00", "n": 17, "band": "good", "parts": []}, {"id": "parts", "score": "85.00", "weight": "15", "effective_weight": "15.00", "n": 13, "band": "good", "parts": []}, {"id": "cost", "score": "82.50", "weight": "25", "effective_weight": "25.00", "n": 4, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "70.59", "weight": "20", "effective_weight": "20.00", "n": 17, "band": "fair", "parts": []}, {"id": "complaint_timeliness", "score": "50.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": []}]}');
INSERT INTO "card" VALUES(1,5,8,'complaint_handler','T1',3333,8,'{"employee_no": "E004", "name": "张洋", "role": "complaint_handler", "team": "T1", "total": "33.33", "band": "failing", "rank": 8, "flags": [], "indicators": [{"id": "satisfaction", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "parts", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "cost", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}, {"id": "first_time_fix", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "complaint_timeliness", "score": "33.33", "weight": "100", "effective_weight": "100.00", "n": 3, "band": "failing", "parts": []}]}');
INSERT INTO "card" VALUES(2,2,1,'technician','T1',8896,1,'{"employee_no": "E001", "name": "林涛", "role": "technician", "team": "T1", "total": "88.96", "band": "good", "rank": 1, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "89.38", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "good", "parts": [{"id": "attitude", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": []}, {"id": "response", "score": "84.75", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "good", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 8, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "excellent", "parts": []}, {"id": "cost", "score": "66.67", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "poor", "parts": []}]}, {"id": "first_time_fix", "score": "87.50", "weight": "20", "effective_weight": "22.22", "n": 8, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,4,2,'parts','T3',8887,2,'{"employee_no": "E003", "name": "周静勇", "role": "parts", "team": "T3", "total": "88.87", "band": "good", "rank": 2, "flags": [], "indicators": [{"id": "satisfaction", "score": "87.47", "weight": "70", "effective_weight": "77.78", "n": 7, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "38.46", "n": 16, "band": "excellent", "parts": []}, {"id": "parts", "score": "93.33", "weight": "15", "effective_weight": "23.08", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "71.43", "weight": "25", "effective_weight": "38.46", "n": 7, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "93.75", "weight": "20", "effective_weight": "22.22", "n": 16, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,7,3,'parts','T1',8751,3,'{"employee_no": "E007", "name": "李明", "role": "parts", "team": "T1", "total": "87.51", "band": "good", "rank": 3, "flags": [], "indicators": [{"id": "satisfaction", "score": "86.54", "weight": "70", "effective_weight": "77.78", "n": 5, "band": "good", "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "38.46", "n": 11, "band": "excellent", "parts": []}, {"id": "parts", "score": "93.75", "weight": "15", "effective_weight": "23.08", "n": 12, "band": "excellent", "parts": []}, {"id": "cost", "score": "68.75", "weight": "25", "effective_weight": "38.46", "n": 4, "band": "poor", "parts": []}]}, {"id": "first_time_fix", "score": "90.91", "weight": "20", "effective_weight": "22.22", "n": 11, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,8,4,'technician','T2',8438,4,'{"employee_no": "E008", "name": "孙华明", "role": "technician", "team": "T2", "total": "84.38", "band": "good", "rank": 4, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.09", "weight": "70", "effective_weight": "77.78", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "68.00", "weight": "20", "effective_weight": "20.00", "n": 5, "band": "poor", "parts": []}, {"id": "response", "score": "84.15", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "good", "parts": []}, {"id": "quality", "score": "96.67", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "94.38", "weight": "15", "effective_weight": "15.00", "n": 8, "band": "excellent", "parts": []}, {"id": "cost", "score": "74.17", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,10,5,'technician','T3',8008,5,'{"employee_no": "E006", "name": "徐秀磊", "role": "technician", "team": "T3", "total": "80.08", "band": "good", "rank": 5, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "77.56", "weight": "70", "effective_weight": "77.78", "n": 3, "band": "fair", "parts": [{"id": "attitude", "score": "93.33", "weight": "20", "effective_weight": "20.00", "n": 3, "band": "excellent", "parts": []}, {"id": "response", "score": "23.76", "weight": "15", "effective_weight": "15.00", "n": 7, "band": "failing", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 9, "band": "excellent", "parts": []}, {"id": "parts", "score": "80.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "good", "parts": []}, {"id": "cost", "score": "73.33", "weight": "25", "effective_weight": "25.00", "n": 3, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "88.89", "weight": "20", "effective_weight": "22.22", "n": 9, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,11,6,'technician','T1',7956,6,'{"employee_no": "E010", "name": "孙艳英", "role": "technician", "team": "T1", "total": "79.56", "band": "fair", "rank": 6, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "79.43", "weight": "70", "effective_weight": "77.78", "n": 4, "band": "fair", "parts": [{"id": "attitude", "score": "60.00", "weight": "20", "effective_weight": "20.00", "n": 3, "band": "poor", "parts": []}, {"id": "response", "score": "34.94", "weight": "15", "effective_weight": "15.00", "n": 5, "band": "failing", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 5, "band": "excellent", "parts": []}, {"id": "parts", "score": "100.00", "weight": "15", "effective_weight": "15.00", "n": 4, "band": "excellent", "parts": []}, {"id": "cost", "score": "88.75", "weight": "25", "effective_weight": "25.00", "n": 4, "band": "good", "parts": []}]}, {"id": "first_time_fix", "score": "80.00", "weight": "20", "effective_weight": "22.22", "n": 5, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,9,7,'agent','T3',7837,7,'{"employee_no": "E009", "name": "黄涛秀", "role": "agent", "team": "T3", "total": "78.37", "band": "fair", "rank": 7, "flags": [], "indicators": [{"id": "satisfaction", "score": "83.38", "weight": "70", "effective_weight": "70.00", "n": 6, "band": "good", "parts": [{"id": "attitude", "score": "85.00", "weight": "20", "effective_weight": "20.00", "n": 4, "band": "good", "parts": []}, {"id": "response", "score": "68.39", "weight": "15", "effective_weight": "15.00", "n": 23, "band": "poor", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 19, "band": "excellent", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 12, "band": "excellent", "parts": []}, {"id": "cost", "score": "67.50", "weight": "25", "effective_weight": "25.00", "n": 6, "band": "poor", "parts": []}]}, {"id": "first_time_fix", "score": "100.00", "weight": "20", "effective_weight": "20.00", "n": 19, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": "0.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": []}]}');
INSERT INTO "card" VALUES(2,6,8,'agent','T2',7784,8,'{"employee_no": "E005", "name": "杨霞", "role": "agent", "team": "T2", "total": "77.84", "band": "fair", "rank": 8, "flags": [], "indicators": [{"id": "satisfaction", "score": "80.24", "weight": "70", "effective_weight": "70.00", "n": 13, "band": "good", "parts": [{"id": "attitude", "score": "76.36", "weight": "20", "effective_weight": "20.00", "n": 11, "band": "fair", "parts": []}, {"id": "response", "score": "58.69", "weight": "15", "effective_weight": "15.00", "n": 27, "band": "failing", "parts": []}, {"id": "quality", "score": "98.75", "weight": "25", "effective_weight": "25.00", "n": 24, "band": "excellent", "parts": []}, {"id": "parts", "score": "92.50", "weight": "15", "effective_weight": "15.00", "n": 18, "band": "excellent", "parts": []}, {"id": "cost", "score": "70.42", "weight": "25", "effective_weight": "25.00", "n": 12, "band": "fair", "parts": []}]}, {"id": "first_time_fix", "score": "83.33", "weight": "20", "effective_weight": "20.00", "n": 24, "band": "good", "parts": []}, {"id": "complaint_timeliness", "score": "50.00", "weight": "10", "effective_weight": "10.00", "n": 2, "band": "failing", "parts": []}]}');
INSERT INTO "card" VALUES(2,3,9,'technician','T2',7714,9,'{"employee_no": "E002", "name": "罗敏", "role": "technician", "team": "T2", "total": "77.14", "band": "fair", "rank": 9, "flags": ["few-answers"], "indicators": [{"id": "satisfaction", "score": "70.61", "weight": "70", "effective_weight": "77.78", "n": 2, "band": "fair", "parts": [{"id": "attitude", "score": "90.00", "weight": "20", "effective_weight": "20.00", "n": 2, "band": "excellent", "parts": []}, {"id": "response", "score": "64.04", "weight": "15", "effective_weight": "15.00", "n": 7, "band": "poor", "parts": []}, {"id": "quality", "score": "100.00", "weight": "25", "effective_weight": "25.00", "n": 11, "band": "excellent", "parts": []}, {"id": "parts", "score": "95.00", "weight": "15", "effective_weight": "15.00", "n": 6, "band": "excellent", "parts": []}, {"id": "cost", "score": "15.00", "weight": "25", "effective_weight": "25.00", "n": 2, "band": "failing", "parts": []}]}, {"id": "first_time_fix", "score": "100.00", "weight": "20", "effective_weight": "22.22", "n": 11, "band": "excellent", "parts": []}, {"id": "complaint_timeliness", "score": null, "weight": "10", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}');
INSERT INTO "card" VALUES(2,5,10,'complaint_handler','T1',3333,10,'{"employee_no": "E004", "name": "张洋", "role": "complaint_handler", "team": "T1", "total": "33.33", "band": "failing", "rank": 10, "flags": [], "indicators": [{"id": "satisfaction", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": [{"id": "attitude", "score": null, "weight": "20", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "response", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "quality", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "parts", "score": null, "weight": "15", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "cost", "score": null, "weight": "25", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}]}, {"id": "first_time_fix", "score": null, "weight": "0", "effective_weight": "0.00", "n": 0, "band": null, "parts": []}, {"id": "complaint_timeliness", "score": "33.33", "weight": "100", "effective_weight": "100.00", "n": 3, "band": "failing", "parts": []}]}');
CREATE TABLE complaint (
	id INTEGER NOT NULL, 
	complaint_no VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	customer_name VARCHAR, 
	customer_phone VARCHAR, 
	order_id INTEGER, 
	handler_id INTEGER, 
	against_id INTEGER, 
	category VARCHAR, 
	status VARCHAR NOT NULL, 
	status_reason VARCHAR, 
	reviewed_by_id INTEGER, 
	contact_due DATETIME NOT NULL, 
	plan_due DATETIME NOT NULL, 
	resolve_due DATETIME NOT NULL, 
	provisional BOOLEAN NOT NULL, 
	contacted_at DATETIME, 
	planned_at DATETIME, 
	resolved_at DATETIME, 
	next_due_at DATETIME, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT complaint_status_known CHECK (status IN ('valid', 'invalid')), 
	FOREIGN KEY(against_id) REFERENCES employee (id), 
	FOREIGN KEY(handler_id) REFERENCES employee (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(reviewed_by_id) REFERENCES employee (id), 
	UNIQUE (complaint_no)
);
INSERT INTO "complaint" VALUES(1,'C000004','2026-01-01 15:48:00.000000','王伟',NULL,NULL,5,NULL,'时效','invalid','恶意投诉',NULL,'2026-01-02 15:48:00.000000','2026-01-03 15:48:00.000000','2026-01-12 16:00:00.000000',0,'2026-01-01 16:48:00.000000','2026-01-03 15:48:01.000000','2026-01-12 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'586f01f74ffad4b8f11faf1e0d643fc7');
INSERT INTO "complaint" VALUES(2,'C000006','2026-01-25 19:12:00.000000','罗勇平',NULL,NULL,9,NULL,'质量','invalid','恶意投诉',NULL,'2026-01-26 19:12:00.000000','2026-01-27 19:12:00.000000','2026-02-04 16:00:00.000000',0,'2026-01-26 07:12:00.000000','2026-01-27 19:12:00.000000','2026-02-04 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'0855a872c002d1edb7b0e3904755b8ef');
INSERT INTO "complaint" VALUES(3,'C000020','2026-01-17 02:45:00.000000','林霞磊',NULL,NULL,6,NULL,'质量','valid',NULL,NULL,'2026-01-18 02:45:00.000000','2026-01-19 02:45:00.000000','2026-01-27 16:00:00.000000',0,NULL,'2026-01-18 08:45:00.000000','2026-01-27 16:00:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'263e8c3a4243cf24f5741a1656d5e6ad');
INSERT INTO "complaint" VALUES(4,'C000027','2026-01-18 04:49:00.000000','刘超霞',NULL,NULL,5,NULL,'时效','valid',NULL,NULL,'2026-01-19 04:49:00.000000','2026-01-20 04:49:00.000000','2026-01-27 16:00:00.000000',0,'2026-01-18 05:49:00.000000','2026-01-20 04:49:00.000000','2026-01-21 04:49:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'7822ca39c20615a91effb190c704663e');
INSERT INTO "complaint" VALUES(5,'C000029','2026-01-14 02:21:00.000000','王明',NULL,NULL,6,NULL,'费用','valid',NULL,NULL,'2026-01-15 02:21:00.000000','2026-01-16 02:21:00.000000','2026-01-23 16:00:00.000000',0,'2026-01-14 23:21:00.000000','2026-01-15 08:21:00.000000','2026-01-23 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'543dcb620f8e64350a4d0590699c2e47');
INSERT INTO "complaint" VALUES(6,'C000031','2026-01-27 17:51:00.000000','徐艳军',NULL,NULL,5,NULL,'费用','valid',NULL,NULL,'2026-01-28 17:51:00.000000','2026-01-29 17:51:00.000000','2026-02-06 16:00:00.000000',0,'2026-01-28 17:51:00.000000','2026-01-29 21:51:00.000000','2026-02-06 15:59:59.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'c2bb1340f38d218687b7035a26a8bb30');
INSERT INTO "complaint" VALUES(7,'C000035','2025-12-31 16:00:00.000000','何洋磊',NULL,NULL,9,NULL,'费用','valid',NULL,NULL,'2026-01-01 16:00:00.000000','2026-01-02 16:00:00.000000','2026-01-12 16:00:00.000000',0,'2025-12-31 17:00:00.000000','2026-01-01 06:00:00.000000',NULL,'2026-01-12 16:00:00.000000',202601,0,1,'2026-11-20 01:00:00.000000',4,'688a02727174e857aa8c4aad8c5da8b4');
INSERT INTO "complaint" VALUES(8,'C000043','2026-01-25 16:13:00.000000','吴静',NULL,NULL,5,NULL,'质量','valid',NULL,NULL,'2026-01-26 16:13:00.000000','2026-01-27 16:13:00.000000','2026-02-04 16:00:00.000000',0,'2026-01-26 16:13:01.000000','2026-01-26 22:13:00.000000','2026-01-28 16:13:00.000000',NULL,202601,0,1,'2026-11-20 01:00:00.000000',4,'a069c7bd48de48f49ce37b9c9a65c0f3');
INSERT INTO "complaint" VALUES(9,'C000058','2026-01-31 22:11:00.000000','杨军军',NULL,NULL,5,NULL,'费用','invalid','恶意投诉',NULL,'2026-02-01 22:11:00.000000','2026-02-02 22:11:00.000000','2026-02-10 16:00:00.000000',0,'2026-02-01 05:11:00.000000','2026-02-01 06:11:00.000000','2026-02-10 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'5f61851481dec670ba8ed5f152c779a8');
INSERT INTO "complaint" VALUES(10,'C000076','2026-02-15 12:25:00.000000','黄军秀',NULL,NULL,6,NULL,'时效','valid',NULL,NULL,'2026-02-16 12:25:00.000000','2026-02-17 12:25:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-15 16:25:00.000000','2026-02-17 12:25:00.000000','2026-03-03 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'b061987068e5d90c50af4b8ba24d1338');
INSERT INTO "complaint" VALUES(11,'C000079','2026-02-18 19:57:00.000000','刘伟艳',NULL,NULL,5,NULL,'费用','valid',NULL,NULL,'2026-02-19 19:57:00.000000','2026-02-20 19:57:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 19:57:00.000000','2026-02-20 19:57:01.000000','2026-02-27 19:57:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'ae3a937d7446ecb96cfbf7dc67ae61b5');
INSERT INTO "complaint" VALUES(12,'C000083','2026-02-18 21:56:00.000000','郭娟',NULL,NULL,6,NULL,'质量','valid',NULL,NULL,'2026-02-19 21:56:00.000000','2026-02-20 21:56:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 21:56:01.000000','2026-02-20 03:56:00.000000','2026-03-03 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'f99975420286fe3f5a3f1a798750c7e5');
INSERT INTO "complaint" VALUES(13,'C000101','2026-02-03 08:30:00.000000','林明秀',NULL,NULL,9,NULL,'时效','valid',NULL,NULL,'2026-02-04 08:30:00.000000','2026-02-05 08:30:00.000000','2026-02-12 16:00:00.000000',0,'2026-02-03 19:30:00.000000','2026-02-04 14:30:00.000000','2026-02-12 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'d8c5c44d8627ebc80197e6697de4da61');
INSERT INTO "complaint" VALUES(14,'C000104','2026-02-18 19:07:00.000000','李芳静',NULL,NULL,9,NULL,'质量','valid',NULL,NULL,'2026-02-19 19:07:00.000000','2026-02-20 19:07:00.000000','2026-03-03 16:00:00.000000',0,'2026-02-19 19:07:00.000000','2026-02-20 01:07:00.000000','2026-03-03 16:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'7bb2e51245f051eea8848b7963edc271');
INSERT INTO "complaint" VALUES(15,'C000999','2026-01-30 07:00:00.000000','高娜',NULL,NULL,5,NULL,'时效','valid',NULL,NULL,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 16:00:00.000000',0,'2026-01-31 01:00:00.000000','2026-02-01 07:00:00.000000','2026-02-11 02:00:00.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'6ad99d55a0a519a06b5f7947d330a7b4');
INSERT INTO "complaint" VALUES(16,'C001000','2026-01-30 07:00:00.000000','何军',NULL,NULL,5,NULL,'质量','valid',NULL,NULL,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 16:00:00.000000',0,'2026-01-31 07:00:00.000000','2026-02-01 07:00:00.000000','2026-02-10 15:59:59.000000',NULL,202602,0,1,'2026-11-20 01:00:00.000000',4,'cf2678c9d6359c03b1534657a583f6fa');
CREATE TABLE employee (
	id INTEGER NOT NULL, 
	employee_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	joined_on DATE NOT NULL, 
	left_on DATE, 
	PRIMARY KEY (id), 
	UNIQUE (employee_no)
);
INSERT INTO "employee" VALUES(1,'S001','何丽','2020-01-01',NULL);
INSERT INTO "employee" VALUES(2,'E001','林涛','2020-03-01',NULL);
INSERT INTO "employee" VALUES(3,'E002','罗敏','2020-03-01',NULL);
INSERT INTO "employee" VALUES(4,'E003','周静勇','2020-03-01',NULL);
INSERT INTO "employee" VALUES(5,'E004','张洋','2020-03-01',NULL);
INSERT INTO "employee" VALUES(6,'E005','杨霞','2020-03-01',NULL);
INSERT INTO "employee" VALUES(7,'E007','李明','2020-03-01',NULL);
INSERT INTO "employee" VALUES(8,'E008','孙华明','2020-03-01','2026-02-20');
INSERT INTO "employee" VALUES(9,'E009','黄涛秀','2020-03-01',NULL);
INSERT INTO "employee" VALUES(10,'E006','徐秀磊','2026-02-15','2026-02-20');
INSERT INTO "employee" VALUES(11,'E010','孙艳英','2026-02-15',NULL);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	file_digest VARCHAR NOT NULL, 
	imported_at DATETIME NOT NULL, 
	user_id INTEGER NOT NULL, 
	accepted INTEGER NOT NULL, 
	skipped INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "import_batch" VALUES(1,'employees','employees.csv','6de23716f6cd9ad21de997598723f71cee191fb75844e87f1f80b5b7da5b63b4','2026-11-20 01:00:00.000000',1,11,0,0);
INSERT INTO "import_batch" VALUES(2,'orders','orders.csv','6b63733a2d16711094b7112751fe05fedaed3a6340e8f0a573d4a12c52246435','2026-11-20 01:00:00.000000',1,110,0,0);
INSERT INTO "import_batch" VALUES(3,'surveys','surveys.csv','4f5a726825b66e9cc1f30bf9afbe7a010526303d8a179e221390f71c0d4632c0','2026-11-20 01:00:00.000000',1,37,0,0);
INSERT INTO "import_batch" VALUES(4,'complaints','complaints.csv','bec804b0547c7eefb8e3174f3d5d0dc1703da51bab843948f2211bd9b20cac1f','2026-11-20 01:00:00.000000',1,16,0,0);
CREATE TABLE milestone_event (
	id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	happened_at DATETIME NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	recorded_by_id INTEGER NOT NULL, 
	note VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT milestone_kind_known CHECK (kind IN ('contacted', 'planned', 'resolved')), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(recorded_by_id) REFERENCES app_user (id)
);
INSERT INTO "milestone_event" VALUES(1,1,'contacted','2026-01-01 16:48:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(2,1,'planned','2026-01-03 15:48:01.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(3,1,'resolved','2026-01-12 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(4,2,'contacted','2026-01-26 07:12:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(5,2,'planned','2026-01-27 19:12:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(6,2,'resolved','2026-02-04 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(7,3,'planned','2026-01-18 08:45:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(8,3,'resolved','2026-01-27 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(9,4,'contacted','2026-01-18 05:49:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(10,4,'planned','2026-01-20 04:49:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(11,4,'resolved','2026-01-21 04:49:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(12,5,'contacted','2026-01-14 23:21:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(13,5,'planned','2026-01-15 08:21:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(14,5,'resolved','2026-01-23 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(15,6,'contacted','2026-01-28 17:51:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(16,6,'planned','2026-01-29 21:51:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(17,6,'resolved','2026-02-06 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(18,7,'contacted','2025-12-31 17:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(19,7,'planned','2026-01-01 06:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(20,8,'contacted','2026-01-26 16:13:01.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(21,8,'planned','2026-01-26 22:13:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(22,8,'resolved','2026-01-28 16:13:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(23,9,'contacted','2026-02-01 05:11:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(24,9,'planned','2026-02-01 06:11:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(25,9,'resolved','2026-02-10 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(26,10,'contacted','2026-02-15 16:25:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(27,10,'planned','2026-02-17 12:25:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(28,10,'resolved','2026-03-03 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(29,11,'contacted','2026-02-19 19:57:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(30,11,'planned','2026-02-20 19:57:01.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(31,11,'resolved','2026-02-27 19:57:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(32,12,'contacted','2026-02-19 21:56:01.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(33,12,'planned','2026-02-20 03:56:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(34,12,'resolved','2026-03-03 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(35,13,'contacted','2026-02-03 19:30:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(36,13,'planned','2026-02-04 14:30:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(37,13,'resolved','2026-02-12 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(38,14,'contacted','2026-02-19 19:07:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(39,14,'planned','2026-02-20 01:07:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(40,14,'resolved','2026-03-03 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(41,15,'contacted','2026-01-31 01:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(42,15,'planned','2026-02-01 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(43,15,'resolved','2026-02-11 02:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(44,16,'contacted','2026-01-31 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(45,16,'planned','2026-02-01 07:00:00.000000','2026-11-20 01:00:00.000000',1,NULL);
INSERT INTO "milestone_event" VALUES(46,16,'resolved','2026-02-10 15:59:59.000000','2026-11-20 01:00:00.000000',1,NULL);
CREATE TABLE month (
	period INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	revision_id INTEGER, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (period), 
	CONSTRAINT month_state_known CHECK (state IN ('open', 'computed', 'published', 'frozen')), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "month" VALUES(202601,'frozen',1,1);
INSERT INTO "month" VALUES(202602,'published',2,1);
CREATE TABLE month_revision (
	id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	scheme_version_id INTEGER NOT NULL, 
	as_of DATETIME NOT NULL, 
	computed_at DATETIME NOT NULL, 
	computed_by_id INTEGER NOT NULL, 
	published_at DATETIME, 
	published_by_id INTEGER, 
	window_ends_at DATETIME, 
	frozen_at DATETIME, 
	frozen_by_id INTEGER, 
	backfilled BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT revision_state_known CHECK (state IN ('open', 'computed', 'published', 'frozen')), 
	FOREIGN KEY(computed_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(frozen_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(published_by_id) REFERENCES app_user (id), 
	FOREIGN KEY(scheme_version_id) REFERENCES scheme_version (id), 
	UNIQUE (period, number)
);
INSERT INTO "month_revision" VALUES(1,202601,1,'frozen',1,'2026-02-09 16:00:00.000000','2026-11-20 01:00:00.000000',1,NULL,NULL,NULL,'2026-11-20 01:00:00.000000',1,1);
INSERT INTO "month_revision" VALUES(2,202602,1,'published',1,'2026-11-20 01:00:00.000000','2026-11-20 01:00:00.000000',1,'2026-11-20 01:00:00.000000',1,'2026-11-20 16:00:00.000000',NULL,NULL,0);
CREATE TABLE result (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	measure VARCHAR NOT NULL, 
	numerator BIGINT NOT NULL, 
	denominator BIGINT NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (revision_id, employee_id, measure), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "result" VALUES(1,2,'satisfaction/surveys',4,1,4);
INSERT INTO "result" VALUES(1,3,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,4,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,6,'satisfaction/surveys',5,1,5);
INSERT INTO "result" VALUES(1,7,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(1,8,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,9,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(1,10,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(1,11,'satisfaction/surveys',1,1,1);
INSERT INTO "result" VALUES(1,2,'attitude/3',2,1,2);
INSERT INTO "result" VALUES(1,2,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,2,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,3,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,3,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,6,'attitude/3',2,1,2);
INSERT INTO "result" VALUES(1,6,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,6,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(1,8,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(1,9,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(1,9,'attitude/4',2,1,2);
INSERT INTO "result" VALUES(1,9,'attitude/5',3,1,3);
INSERT INTO "result" VALUES(1,10,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(1,10,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(1,11,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(1,6,'response/contact.time',167280000000,60000000,21);
INSERT INTO "result" VALUES(1,6,'response/contact.on_time',11,1,21);
INSERT INTO "result" VALUES(1,9,'response/contact.time',168180000000,60000000,26);
INSERT INTO "result" VALUES(1,9,'response/contact.on_time',12,1,26);
INSERT INTO "result" VALUES(1,2,'response/arrival.time',386820000000,60000000,8);
INSERT INTO "result" VALUES(1,2,'response/arrival.on_time',6,1,8);
INSERT INTO "result" VALUES(1,3,'response/arrival.time',711780000000,60000000,8);
INSERT INTO "result" VALUES(1,3,'response/arrival.on_time',4,1,8);
INSERT INTO "result" VALUES(1,6,'response/arrival.time',86460000000,60000000,2);
INSERT INTO "result" VALUES(1,6,'response/arrival.on_time',1,1,2);
INSERT INTO "result" VALUES(1,8,'response/arrival.time',730680000000,60000000,9);
INSERT INTO "result" VALUES(1,8,'response/arrival.on_time',6,1,9);
INSERT INTO "result" VALUES(1,9,'response/arrival.time',0,60000000,1);
INSERT INTO "result" VALUES(1,9,'response/arrival.on_time',1,1,1);
INSERT INTO "result" VALUES(1,10,'response/arrival.time',302520000000,60000000,6);
INSERT INTO "result" VALUES(1,10,'response/arrival.on_time',6,1,6);
INSERT INTO "result" VALUES(1,11,'response/arrival.time',546720000000,60000000,6);
INSERT INTO "result" VALUES(1,11,'response/arrival.on_time',2,1,6);
INSERT INTO "result" VALUES(1,2,'quality/deductions',50,1,9);
INSERT INTO "result" VALUES(1,3,'quality/deductions',100,1,8);
INSERT INTO "result" VALUES(1,4,'quality/deductions',150,1,13);
INSERT INTO "result" VALUES(1,6,'quality/deductions',300,1,17);
INSERT INTO "result" VALUES(1,7,'quality/deductions',150,1,14);
INSERT INTO "result" VALUES(1,8,'quality/deductions',50,1,8);
INSERT INTO "result" VALUES(1,9,'quality/deductions',50,1,23);
INSERT INTO "result" VALUES(1,10,'quality/deductions',0,1,7);
INSERT INTO "result" VALUES(1,11,'quality/deductions',50,1,6);
INSERT INTO "result" VALUES(1,2,'parts/deductions',0,1,6);
INSERT INTO "result" VALUES(1,3,'parts/deductions',30,1,6);
INSERT INTO "result" VALUES(1,4,'parts/deductions',45,1,14);
INSERT INTO "result" VALUES(1,6,'parts/deductions',195,1,13);
INSERT INTO "result" VALUES(1,7,'parts/deductions',200,1,17);
INSERT INTO "result" VALUES(1,8,'parts/deductions',45,1,5);
INSERT INTO "result" VALUES(1,9,'parts/deductions',50,1,18);
INSERT INTO "result" VALUES(1,10,'parts/deductions',50,1,8);
INSERT INTO "result" VALUES(1,11,'parts/deductions',75,1,4);
INSERT INTO "result" VALUES(1,2,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,2,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,3,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,3,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,4,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,4,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,6,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,6,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,6,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,7,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,7,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,7,'cost/5',3,1,3);
INSERT INTO "result" VALUES(1,8,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,8,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,9,'cost/3',2,1,2);
INSERT INTO "result" VALUES(1,9,'cost/4',2,1,2);
INSERT INTO "result" VALUES(1,9,'cost/5',2,1,2);
INSERT INTO "result" VALUES(1,10,'cost/4',1,1,1);
INSERT INTO "result" VALUES(1,10,'cost/5',1,1,1);
INSERT INTO "result" VALUES(1,11,'cost/3',1,1,1);
INSERT INTO "result" VALUES(1,2,'first_time_fix/achieved',8,1,9);
INSERT INTO "result" VALUES(1,3,'first_time_fix/achieved',6,1,8);
INSERT INTO "result" VALUES(1,4,'first_time_fix/achieved',11,1,13);
INSERT INTO "result" VALUES(1,6,'first_time_fix/achieved',12,1,17);
INSERT INTO "result" VALUES(1,7,'first_time_fix/achieved',10,1,14);
INSERT INTO "result" VALUES(1,8,'first_time_fix/achieved',5,1,8);
INSERT INTO "result" VALUES(1,9,'first_time_fix/achieved',19,1,23);
INSERT INTO "result" VALUES(1,10,'first_time_fix/achieved',6,1,7);
INSERT INTO "result" VALUES(1,11,'first_time_fix/achieved',5,1,6);
INSERT INTO "result" VALUES(1,5,'complaint_timeliness/achieved',1,1,3);
INSERT INTO "result" VALUES(1,6,'complaint_timeliness/achieved',1,1,2);
INSERT INTO "result" VALUES(1,9,'complaint_timeliness/achieved',0,1,1);
INSERT INTO "result" VALUES(2,2,'satisfaction/surveys',4,1,4);
INSERT INTO "result" VALUES(2,3,'satisfaction/surveys',2,1,2);
INSERT INTO "result" VALUES(2,4,'satisfaction/surveys',7,1,7);
INSERT INTO "result" VALUES(2,6,'satisfaction/surveys',13,1,13);
INSERT INTO "result" VALUES(2,7,'satisfaction/surveys',5,1,5);
INSERT INTO "result" VALUES(2,8,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(2,9,'satisfaction/surveys',6,1,6);
INSERT INTO "result" VALUES(2,10,'satisfaction/surveys',3,1,3);
INSERT INTO "result" VALUES(2,11,'satisfaction/surveys',4,1,4);
INSERT INTO "result" VALUES(2,2,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,3,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,3,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(2,6,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(2,6,'attitude/3',3,1,3);
INSERT INTO "result" VALUES(2,6,'attitude/4',3,1,3);
INSERT INTO "result" VALUES(2,6,'attitude/5',4,1,4);
INSERT INTO "result" VALUES(2,8,'attitude/3',3,1,3);
INSERT INTO "result" VALUES(2,8,'attitude/4',2,1,2);
INSERT INTO "result" VALUES(2,9,'attitude/3',1,1,1);
INSERT INTO "result" VALUES(2,9,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,9,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,10,'attitude/4',1,1,1);
INSERT INTO "result" VALUES(2,10,'attitude/5',2,1,2);
INSERT INTO "result" VALUES(2,11,'attitude/1',1,1,1);
INSERT INTO "result" VALUES(2,11,'attitude/3',1,1,1);
INSERT INTO "result" VALUES(2,11,'attitude/5',1,1,1);
INSERT INTO "result" VALUES(2,6,'response/contact.time',153240000000,60000000,27);
INSERT INTO "result" VALUES(2,6,'response/contact.on_time',13,1,27);
INSERT INTO "result" VALUES(2,9,'response/contact.time',111240000000,60000000,23);
INSERT INTO "result" VALUES(2,9,'response/contact.on_time',14,1,23);
INSERT INTO "result" VALUES(2,2,'response/arrival.time',217920000000,60000000,6);
INSERT INTO "result" VALUES(2,2,'response/arrival.on_time',5,1,6);
INSERT INTO "result" VALUES(2,3,'response/arrival.time',581460000000,60000000,7);
INSERT INTO "result" VALUES(2,3,'response/arrival.on_time',5,1,7);
INSERT INTO "result" VALUES(2,8,'response/arrival.time',200160000000,60000000,8);
INSERT INTO "result" VALUES(2,8,'response/arrival.on_time',6,1,8);
INSERT INTO "result" VALUES(2,10,'response/arrival.time',841140000000,60000000,7);
INSERT INTO "result" VALUES(2,10,'response/arrival.on_time',1,1,7);
INSERT INTO "result" VALUES(2,11,'response/arrival.time',627300000000,60000000,5);
INSERT INTO "result" VALUES(2,11,'response/arrival.on_time',2,1,5);
INSERT INTO "result" VALUES(2,2,'quality/deductions',0,1,8);
INSERT INTO "result" VALUES(2,3,'quality/deductions',0,1,11);
INSERT INTO "result" VALUES(2,4,'quality/deductions',0,1,16);
INSERT INTO "result" VALUES(2,6,'quality/deductions',0,1,24);
INSERT INTO "result" VALUES(2,7,'quality/deductions',0,1,11);
INSERT INTO "result" VALUES(2,8,'quality/deductions',0,1,9);
INSERT INTO "result" VALUES(2,9,'quality/deductions',0,1,19);
INSERT INTO "result" VALUES(2,10,'quality/deductions',0,1,9);
INSERT INTO "result" VALUES(2,11,'quality/deductions',0,1,5);
INSERT INTO "result" VALUES(2,6,'quality/charge_backs',30,1,1);
INSERT INTO "result" VALUES(2,8,'quality/charge_backs',30,1,1);
INSERT INTO "result" VALUES(2,2,'parts/deductions',0,1,5);
INSERT INTO "result" VALUES(2,3,'parts/deductions',30,1,6);
INSERT INTO "result" VALUES(2,4,'parts/deductions',120,1,18);
INSERT INTO "result" VALUES(2,6,'parts/deductions',135,1,18);
INSERT INTO "result" VALUES(2,7,'parts/deductions',75,1,12);
INSERT INTO "result" VALUES(2,8,'parts/deductions',45,1,8);
INSERT INTO "result" VALUES(2,9,'parts/deductions',60,1,12);
INSERT INTO "result" VALUES(2,10,'parts/deductions',120,1,6);
INSERT INTO "result" VALUES(2,11,'parts/deductions',0,1,4);
INSERT INTO "result" VALUES(2,2,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,2,'cost/4',2,1,2);
INSERT INTO "result" VALUES(2,3,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,3,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,4,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,4,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,4,'cost/4',4,1,4);
INSERT INTO "result" VALUES(2,4,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,6,'cost/1',1,1,1);
INSERT INTO "result" VALUES(2,6,'cost/2',2,1,2);
INSERT INTO "result" VALUES(2,6,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,6,'cost/4',5,1,5);
INSERT INTO "result" VALUES(2,6,'cost/5',3,1,3);
INSERT INTO "result" VALUES(2,7,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/4',1,1,1);
INSERT INTO "result" VALUES(2,7,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,8,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,8,'cost/3',1,1,1);
INSERT INTO "result" VALUES(2,8,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,8,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,9,'cost/2',1,1,1);
INSERT INTO "result" VALUES(2,9,'cost/3',2,1,2);
INSERT INTO "result" VALUES(2,9,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,10,'cost/3',2,1,2);
INSERT INTO "result" VALUES(2,10,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,11,'cost/4',3,1,3);
INSERT INTO "result" VALUES(2,11,'cost/5',1,1,1);
INSERT INTO "result" VALUES(2,2,'first_time_fix/achieved',7,1,8);
INSERT INTO "result" VALUES(2,3,'first_time_fix/achieved',11,1,11);
INSERT INTO "result" VALUES(2,4,'first_time_fix/achieved',15,1,16);
INSERT INTO "result" VALUES(2,6,'first_time_fix/achieved',21,1,24);
INSERT INTO "result" VALUES(2,7,'first_time_fix/achieved',10,1,11);
INSERT INTO "result" VALUES(2,8,'first_time_fix/achieved',9,1,9);
INSERT INTO "result" VALUES(2,9,'first_time_fix/achieved',19,1,19);
INSERT INTO "result" VALUES(2,10,'first_time_fix/achieved',8,1,9);
INSERT INTO "result" VALUES(2,11,'first_time_fix/achieved',4,1,5);
INSERT INTO "result" VALUES(2,6,'first_time_fix/charge_backs',1,1,1);
INSERT INTO "result" VALUES(2,8,'first_time_fix/charge_backs',1,1,1);
INSERT INTO "result" VALUES(2,5,'complaint_timeliness/achieved',1,1,3);
INSERT INTO "result" VALUES(2,6,'complaint_timeliness/achieved',1,1,2);
INSERT INTO "result" VALUES(2,9,'complaint_timeliness/achieved',0,1,2);
CREATE TABLE scheme_version (
	id INTEGER NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (scheme_id, digest)
);
INSERT INTO "scheme_version" VALUES(1,'aftersales-csi',1,'b9196e6f97777c92c69be4c4dc5fe05e9ad1ea1e7ec6b365ac00ee7c21c2a572','# Monthly CSI score of each after-sales employee.
# Facts and weights: seed 000. Lines marked "company default" are figures that the source leaves to the company
# (contract.md §3); change them in a copy of this file with an id of its own.

id = "aftersales-csi"
version = 1
source = "seed 000"
name = { en = "After-sales CSI", zh = "售后 CSI 考核" }
summary = { en = "70 % satisfaction, 20 % first-time fix, 10 % complaints handled in time", zh = "满意度 70%、一次修复率 20%、投诉处理及时率 10%" }

unassessed_roles = ["supervisor"]
answers_counted_by = "satisfaction"
minimum_answers = 5                 # company default
return_window_days = 30             # one month after the repair (seed 000 §6.1)
charge_back_places = ["agent", "technician", "parts"]
publication_days = 5                # company default

# What a receipt says was set by the company and not by the source.
company_defaults = ["response", "quality", "parts", "cost"]

[clock]                             # seed 000 §5.3
contact_hours = 24
plan_hours = 48
resolve_working_days = 7

[role_weights.complaint_handler]    # domain.md decision 9
satisfaction = 0
first_time_fix = 0
complaint_timeliness = 100

[total]
name = { en = "Total", zh = "总分" }
rule = { en = "Weighted mean of the indicators; one without data leaves and the others are scaled up.", zh = "各指标的加权平均；没有数据的指标不计，其余权重按比例放大。" }
bands = "score"
minimum_weight = 70
missing = "renormalise"

[[total.parts]]
id = "satisfaction"
name = { en = "Satisfaction", zh = "客户满意度" }
weight = 70
rule = { en = "Weighted mean of the five dimensions; one without data leaves and the others are scaled up.", zh = "五个维度的加权平均；没有数据的维度不计，其余权重按比例放大。" }
bands = "score"
minimum_weight = 50
missing = "renormalise"
count = { source = "surveys", credit = ["agent", "technician", "parts"] }

[[total.parts.parts]]
id = "attitude"
name = { en = "Service attitude", zh = "服务态度" }
weight = 20
rule = { en = "Mean of the customers'' answers as a share of 5.", zh = "客户评价（1-5 分）占 5 分的百分比，取平均。" }
bands = "score"
measure = { source = "survey-answers", question = "attitude", credit = ["agent", "technician"] }
scorer = { kind = "answer-values", values = { 5 = 100, 4 = 80, 3 = 60, 2 = 40, 1 = 20 } }

[[total.parts.parts]]
id = "response"
name = { en = "Response speed", zh = "响应速度" }
weight = 15
rule = { en = "Mean of two halves: average time of the stages owned, and on-time rate.", zh = "两部分各占一半：所负责环节的平均用时，以及及时率。" }
bands = "score"

[total.parts.parts.measure]
source = "stage-times"
[[total.parts.parts.measure.stages]]
id = "contact"
owner = "agent"
on_time_minutes = 60                # company default
[[total.parts.parts.measure.stages]]
id = "arrival"
owner = "technician"
on_time_minutes = 1440              # company default

[total.parts.parts.scorer]
kind = "time-and-punctuality"
deduction_per_point = 1             # company default
curves.contact = { target = 30, limit = 240 }     # company default
curves.arrival = { target = 240, limit = 2880 }   # company default

[[total.parts.parts]]
id = "quality"
name = { en = "Repair quality", zh = "维修质量" }
weight = 25
rule = { en = "Mean over repaired orders of 100 less the deduction for a return within 30 days.", zh = "每张完成的维修工单 100 分，30 天内返修按程度扣分，取平均。" }
bands = "score"
scorer = { kind = "mean-after-deductions" }

[total.parts.parts.measure]         # company defaults
source = "repair-deductions"
credit = ["agent", "technician", "parts"]
severity = { minor = 20, moderate = 50, severe = 100, unknown = 50 }
impact = { low = 0.5, medium = 1, high = 1.5, unknown = 1 }
maximum = 100

[[total.parts.parts]]
id = "parts"
name = { en = "Parts supply", zh = "配件供应" }
weight = 15
rule = { en = "Mean over orders that needed parts of 100 less the deduction for late or wrong parts.", zh = "每张用到配件的工单 100 分，配件延迟或错误按影响扣分，取平均。" }
bands = "score"
scorer = { kind = "mean-after-deductions" }

[total.parts.parts.measure]         # company defaults
source = "parts-deductions"
credit = ["agent", "technician", "parts"]
issue = { none = 0, late = 30, wrong = 50 }
impact = { low = 0.5, medium = 1, high = 1.5, unknown = 1 }
maximum = 100

[[total.parts.parts]]
id = "cost"
name = { en = "Fair cost", zh = "费用合理性" }
weight = 25
rule = { en = "Mean value of the customers'' answers about the price.", zh = "客户对费用的评价折算成得分，取平均。" }
bands = "score"
measure = { source = "survey-answers", question = "cost", credit = ["agent", "technician", "parts"] }
scorer = { kind = "answer-values", values = { 5 = 100, 4 = 85, 3 = 60, 2 = 30, 1 = 0 } }   # company default

[[total.parts]]
id = "first_time_fix"
name = { en = "First-time-fix rate", zh = "一次修复率" }
weight = 20
rule = { en = "Orders fixed at the first repair of all repaired orders.", zh = "一次修复成功的工单占全部维修工单的比例。" }
bands = "first_time_fix"
measure = { source = "first-time-fixes", credit = ["agent", "technician", "parts"] }
scorer = { kind = "share" }

[[total.parts]]
id = "complaint_timeliness"
name = { en = "Complaint timeliness", zh = "投诉处理及时率" }
weight = 10
rule = { en = "Complaints handled in time of all valid, determined complaints.", zh = "按时处理的投诉占全部有效且已有结论投诉的比例。" }
bands = "complaint_timeliness"
measure = { source = "complaints-in-time", credit = ["handler"] }
scorer = { kind = "share" }

# Standard bands, best first (seed 000 §7). `from` is inclusive and looks at the rounded figure.

[[bands.score]]
id = "excellent"
from = 90
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Customers are very satisfied; service is better than they expect.", zh = "客户非常满意，服务超出期望。" }
action = { en = "Keep it up; pass on what works.", zh = "保持水平，总结并推广好的做法。" }

[[bands.score]]
id = "good"
from = 80
name = { en = "Good", zh = "良好" }
meaning = { en = "Customers are mostly satisfied; small problems remain.", zh = "客户总体满意，仍有小问题。" }
action = { en = "Hold the level and mend the small problems.", zh = "稳住水平，逐项改进小问题。" }

[[bands.score]]
id = "fair"
from = 70
name = { en = "Fair", zh = "一般" }
meaning = { en = "Some sides of the service fall short.", zh = "部分环节存在不足。" }
action = { en = "Find the causes soon and improve.", zh = "尽快查明原因，落实改进。" }

[[bands.score]]
id = "poor"
from = 60
name = { en = "Poor", zh = "较差" }
meaning = { en = "Larger problems that customers feel.", zh = "问题较大，客户已有明显感受。" }
action = { en = "Overhaul at once, with a dated plan.", zh = "立即整改，列出计划和期限。" }

[[bands.score]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "The basic requirements are not met.", zh = "未达到服务的基本要求。" }
action = { en = "Those responsible are dealt with seriously.", zh = "对相关责任人严肃处理。" }

[[bands.first_time_fix]]
id = "excellent"
from = 90
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Skilled repairs in a sound process; customers seldom come back.", zh = "技术和流程都可靠，客户很少返修。" }
action = { en = "Keep skills and process as they are.", zh = "保持现有技术水平和流程。" }

[[bands.first_time_fix]]
id = "good"
from = 80
name = { en = "Good", zh = "良好" }
meaning = { en = "Repairs go well, with room to improve.", zh = "维修总体良好，还有提升空间。" }
action = { en = "Train skills further and watch the process.", zh = "继续加强技能培训和过程管理。" }

[[bands.first_time_fix]]
id = "fair"
from = 70
name = { en = "Fair", zh = "一般" }
meaning = { en = "Skills or discipline in the process are wanting.", zh = "技术或流程执行存在问题。" }
action = { en = "Improve where the returns come from.", zh = "针对返修原因逐项改进。" }

[[bands.first_time_fix]]
id = "poor"
from = 60
name = { en = "Poor", zh = "较差" }
meaning = { en = "The team''s level as a whole is too low.", zh = "整体维修水平偏低。" }
action = { en = "Train more, improve the process, control quality.", zh = "加大培训，优化流程，严控质量。" }

[[bands.first_time_fix]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "Customers and operations suffer badly.", zh = "严重影响客户和日常运作。" }
action = { en = "Put repair under special watch and set it right.", zh = "列为重点关注对象，限期整顿。" }

[[bands.complaint_timeliness]]
id = "excellent"
from = 100
name = { en = "Excellent", zh = "优秀" }
meaning = { en = "Every complaint was handled in time.", zh = "全部投诉按时处理完毕。" }
action = { en = "Keep it up.", zh = "继续保持。" }

[[bands.complaint_timeliness]]
id = "good"
from = 90
name = { en = "Good", zh = "良好" }
meaning = { en = "Nearly all in time; single ones late.", zh = "绝大多数按时，个别超时。" }
action = { en = "Watch the handling more closely.", zh = "加强处理过程的跟踪。" }

[[bands.complaint_timeliness]]
id = "fair"
from = 80
name = { en = "Fair", zh = "一般" }
meaning = { en = "Some were late and customers noticed.", zh = "部分投诉超时，影响客户感受。" }
action = { en = "Find the reasons and improve the way of handling.", zh = "查找原因，完善处理办法。" }

[[bands.complaint_timeliness]]
id = "poor"
from = 70
name = { en = "Poor", zh = "较差" }
meaning = { en = "Many were late; the company''s name suffers.", zh = "较多投诉超时，有损公司形象。" }
action = { en = "Take firm measures to speed up.", zh = "采取有力措施提高处理效率。" }

[[bands.complaint_timeliness]]
id = "failing"
from = 0
name = { en = "Failing", zh = "不合格" }
meaning = { en = "Complaints are left lying.", zh = "投诉长期得不到处理。" }
action = { en = "Hold those responsible to account and rebuild the process.", zh = "追究责任，全面整改处理流程。" }
');
CREATE TABLE site (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	time_zone VARCHAR NOT NULL, 
	scheme_id VARCHAR NOT NULL, 
	salt VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "site" VALUES(1,'S1','Main workshop','Asia/Shanghai','aftersales-csi','632b4994030f6ca75a1ccd3ccf1978b7','2026-11-20 01:00:00.000000');
CREATE TABLE snapshot_charge_back (
	revision_id INTEGER NOT NULL, 
	return_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	outcome VARCHAR, 
	severity VARCHAR, 
	impact VARCHAR, 
	PRIMARY KEY (revision_id, return_id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(return_id) REFERENCES work_order (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "snapshot_charge_back" VALUES(2,106,50,6,8,NULL,'fixed','minor','high');
CREATE TABLE snapshot_complaint (
	revision_id INTEGER NOT NULL, 
	complaint_id INTEGER NOT NULL, 
	handler_id INTEGER, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	in_time BOOLEAN, 
	PRIMARY KEY (revision_id, complaint_id), 
	FOREIGN KEY(complaint_id) REFERENCES complaint (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "snapshot_complaint" VALUES(1,3,6,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,4,5,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(1,5,6,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(1,6,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,7,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,8,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(1,15,5,NULL,NULL,NULL,NULL);
INSERT INTO "snapshot_complaint" VALUES(1,16,5,NULL,NULL,NULL,NULL);
INSERT INTO "snapshot_complaint" VALUES(2,10,6,NULL,NULL,NULL,1);
INSERT INTO "snapshot_complaint" VALUES(2,11,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,12,6,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,13,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,14,9,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,15,5,NULL,NULL,NULL,0);
INSERT INTO "snapshot_complaint" VALUES(2,16,5,NULL,NULL,NULL,1);
CREATE TABLE snapshot_order (
	revision_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	is_return BOOLEAN NOT NULL, 
	outcome VARCHAR, 
	contact_time BIGINT, 
	arrival_time BIGINT, 
	by_appointment BOOLEAN NOT NULL, 
	parts_issue VARCHAR, 
	parts_impact VARCHAR, 
	PRIMARY KEY (revision_id, order_id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "snapshot_order" VALUES(1,8,9,3,NULL,0,'fixed',14400000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,34,6,10,NULL,0,'fixed',300000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,24,9,3,NULL,0,'not_fixed',1860000000,1800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,37,9,10,7,0,'fixed',14400000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,16,6,2,NULL,0,'fixed',23280000000,139260000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,20,9,3,4,0,'fixed',1200000000,14460000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,26,6,2,7,0,'fixed',1200000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,7,6,8,7,0,'not_fixed',14400000000,172800000000,0,'late','high');
INSERT INTO "snapshot_order" VALUES(1,25,9,8,7,0,'not_fixed',5040000000,180000000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,54,6,3,4,0,'fixed',14400000000,172800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,21,9,10,NULL,0,'not_fixed',NULL,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,41,9,10,7,0,'fixed',300000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,44,9,2,4,0,'fixed',6540000000,81900000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,1,9,10,NULL,0,'declined',1800000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,46,6,3,7,0,'fixed',1800000000,86400000000,0,'late',NULL);
INSERT INTO "snapshot_order" VALUES(1,100,9,10,7,1,'fixed',1860000000,14460000000,0,'wrong','medium');
INSERT INTO "snapshot_order" VALUES(1,22,6,2,4,0,'fixed',14400000000,14460000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,11,6,3,7,0,'fixed',1800000000,162660000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,43,9,11,NULL,0,'fixed',14400000000,36000000000,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,71,9,9,7,1,'fixed',3600000000,0,1,'none','high');
INSERT INTO "snapshot_order" VALUES(1,4,9,8,7,0,'fixed',NULL,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(1,18,9,2,NULL,0,'fixed',3660000000,36000000000,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,35,6,11,NULL,0,'fixed',5400000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,30,9,11,NULL,0,'declined',18000000000,100740000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,32,9,3,7,0,'fixed',300000000,86460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,47,9,11,4,0,'fixed',17460000000,180000000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,51,6,8,4,0,'fixed',18000000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,3,6,8,NULL,0,'declined',1800000000,14460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,23,9,3,4,0,'fixed',19440000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,5,6,6,4,0,'fixed',3660000000,0,1,'late','high');
INSERT INTO "snapshot_order" VALUES(1,9,6,8,NULL,0,'declined',300000000,73620000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,36,9,10,7,0,'declined',300000000,86400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,52,9,10,4,0,'fixed',1200000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,42,6,11,7,0,'fixed',18000000000,17280000000,0,'wrong','high');
INSERT INTO "snapshot_order" VALUES(1,13,6,11,7,1,'fixed',18000000000,0,1,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,6,9,10,4,0,'fixed',3600000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,50,6,8,NULL,0,'fixed',3600000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,33,6,2,NULL,0,'fixed',2340000000,0,1,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,53,9,8,NULL,0,'fixed',6240000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,14,9,8,NULL,0,'fixed',10740000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,48,6,8,4,0,'fixed',1800000000,1800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,77,6,10,4,1,'fixed',1200000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(1,29,9,11,4,0,'fixed',1800000000,212700000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,19,9,11,NULL,0,'fixed',10920000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(1,31,6,6,7,0,'fixed',18000000000,86460000000,0,NULL,'low');
INSERT INTO "snapshot_order" VALUES(1,38,9,2,4,0,'fixed',1800000000,86400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,27,9,2,7,0,'fixed',3660000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(1,55,6,2,7,0,'fixed',3600000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(1,39,9,10,7,0,'fixed',3660000000,86400000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,98,9,10,4,0,'fixed',14400000000,133680000000,0,'late','low');
INSERT INTO "snapshot_order" VALUES(2,108,6,3,NULL,0,'declined',3660000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,81,6,11,NULL,0,'fixed',1200000000,215220000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,95,9,2,NULL,0,'declined',3660000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,87,9,11,7,0,'fixed',1200000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,99,6,10,NULL,0,'fixed',8640000000,180000000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,12,6,8,7,1,'fixed',11220000000,60000000,1,'none','low');
INSERT INTO "snapshot_order" VALUES(2,58,6,10,4,0,'fixed',3660000000,86400000000,1,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,69,9,3,NULL,0,'fixed',3660000000,86400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,93,6,2,NULL,0,'fixed',300000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,74,9,3,4,0,'fixed',1860000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,103,9,2,NULL,0,'fixed',300000000,86460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,90,6,3,4,0,'fixed',1860000000,NULL,0,'late','medium');
INSERT INTO "snapshot_order" VALUES(2,79,9,3,4,0,'fixed',3660000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,73,9,3,NULL,0,'fixed',1800000000,86400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,102,6,11,7,0,'fixed',5400000000,180000000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,62,6,8,NULL,0,'fixed',18000000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,56,6,3,4,0,'fixed',300000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,63,9,2,NULL,0,'fixed',1200000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,76,6,2,4,0,'fixed',3660000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,64,6,8,7,0,'fixed',3660000000,1800000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,84,9,8,7,0,'fixed',3600000000,14400000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,70,6,8,4,0,'fixed',14400000000,1800000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,83,9,8,4,0,'fixed',1860000000,0,1,'late','high');
INSERT INTO "snapshot_order" VALUES(2,60,9,2,4,0,'fixed',14400000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,2,6,11,4,1,'declined',11220000000,131280000000,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,28,6,10,4,0,'fixed',18000000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,92,6,8,7,0,'fixed',3660000000,14460000000,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,96,9,3,NULL,0,'fixed',5400000000,27060000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,75,6,10,7,0,'not_fixed',3600000000,180000000000,0,'wrong','high');
INSERT INTO "snapshot_order" VALUES(2,88,6,2,4,1,'fixed',300000000,NULL,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,68,6,3,NULL,0,'fixed',1200000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,109,6,2,7,0,'fixed',1200000000,86400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,10,9,3,NULL,0,'fixed',1860000000,180000000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,91,6,8,7,0,'fixed',NULL,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,59,9,2,7,1,'fixed',18000000000,1800000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,86,6,2,NULL,0,'not_fixed',1200000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,85,9,2,NULL,0,'fixed',1800000000,NULL,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,110,9,10,4,0,'fixed',14400000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,67,9,9,4,0,'fixed',1200000000,NULL,0,'none',NULL);
INSERT INTO "snapshot_order" VALUES(2,104,6,3,NULL,0,'fixed',1860000000,14400000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,106,9,3,4,1,'fixed',1200000000,NULL,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,78,6,10,NULL,0,'fixed',3600000000,86460000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,105,9,8,7,0,'fixed',300000000,14460000000,0,NULL,'medium');
INSERT INTO "snapshot_order" VALUES(2,40,9,3,4,1,'fixed',1200000000,NULL,0,'none','medium');
INSERT INTO "snapshot_order" VALUES(2,82,6,10,4,0,'fixed',15720000000,1800000000,0,'late','medium');
INSERT INTO "snapshot_order" VALUES(2,66,9,10,NULL,0,'fixed',13080000000,172800000000,0,NULL,NULL);
INSERT INTO "snapshot_order" VALUES(2,80,6,11,4,0,'fixed',1860000000,14400000000,0,'none','low');
INSERT INTO "snapshot_order" VALUES(2,97,6,11,4,0,'not_fixed',13560000000,86400000000,0,NULL,'low');
INSERT INTO "snapshot_order" VALUES(2,61,9,8,7,0,'fixed',1200000000,153180000000,0,'none','high');
INSERT INTO "snapshot_order" VALUES(2,107,6,3,7,0,'fixed',300000000,NULL,0,'none','high');
CREATE TABLE snapshot_person (
	revision_id INTEGER NOT NULL, 
	employee_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	supervisor_id INTEGER, 
	PRIMARY KEY (revision_id, employee_id), 
	FOREIGN KEY(employee_id) REFERENCES employee (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "snapshot_person" VALUES(1,2,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(1,3,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(1,4,'parts','T3',1);
INSERT INTO "snapshot_person" VALUES(1,5,'complaint_handler','T1',1);
INSERT INTO "snapshot_person" VALUES(1,6,'agent','T2',1);
INSERT INTO "snapshot_person" VALUES(1,7,'parts','T1',1);
INSERT INTO "snapshot_person" VALUES(1,8,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(1,9,'agent','T3',1);
INSERT INTO "snapshot_person" VALUES(1,1,'supervisor','T1',NULL);
INSERT INTO "snapshot_person" VALUES(2,2,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(2,3,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(2,4,'parts','T3',1);
INSERT INTO "snapshot_person" VALUES(2,5,'complaint_handler','T1',1);
INSERT INTO "snapshot_person" VALUES(2,6,'agent','T2',1);
INSERT INTO "snapshot_person" VALUES(2,10,'technician','T3',1);
INSERT INTO "snapshot_person" VALUES(2,7,'parts','T1',1);
INSERT INTO "snapshot_person" VALUES(2,8,'technician','T2',1);
INSERT INTO "snapshot_person" VALUES(2,9,'agent','T3',1);
INSERT INTO "snapshot_person" VALUES(2,11,'technician','T1',1);
INSERT INTO "snapshot_person" VALUES(2,1,'supervisor','T1',NULL);
CREATE TABLE snapshot_return (
	revision_id INTEGER NOT NULL, 
	return_id INTEGER NOT NULL, 
	order_id INTEGER NOT NULL, 
	severity VARCHAR, 
	impact VARCHAR, 
	PRIMARY KEY (revision_id, return_id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	FOREIGN KEY(return_id) REFERENCES work_order (id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id)
);
INSERT INTO "snapshot_return" VALUES(1,13,5,'severe','high');
INSERT INTO "snapshot_return" VALUES(1,17,5,'severe',NULL);
INSERT INTO "snapshot_return" VALUES(1,12,9,'severe','medium');
INSERT INTO "snapshot_return" VALUES(1,77,14,NULL,'medium');
INSERT INTO "snapshot_return" VALUES(1,71,22,'moderate','medium');
INSERT INTO "snapshot_return" VALUES(1,45,42,'severe','low');
INSERT INTO "snapshot_return" VALUES(1,100,46,'severe',NULL);
CREATE TABLE snapshot_survey (
	revision_id INTEGER NOT NULL, 
	survey_id INTEGER NOT NULL, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	attitude INTEGER, 
	response INTEGER, 
	quality INTEGER, 
	parts INTEGER, 
	cost INTEGER, 
	PRIMARY KEY (revision_id, survey_id), 
	FOREIGN KEY(revision_id) REFERENCES month_revision (id), 
	FOREIGN KEY(survey_id) REFERENCES survey (id)
);
INSERT INTO "snapshot_survey" VALUES(1,8,6,2,NULL,5,3,5,5,NULL);
INSERT INTO "snapshot_survey" VALUES(1,21,6,3,4,5,NULL,2,4,3);
INSERT INTO "snapshot_survey" VALUES(1,11,9,8,7,5,5,5,4,5);
INSERT INTO "snapshot_survey" VALUES(1,10,6,2,4,3,5,4,5,4);
INSERT INTO "snapshot_survey" VALUES(1,17,9,10,7,4,5,4,2,5);
INSERT INTO "snapshot_survey" VALUES(1,12,6,2,7,3,NULL,3,5,5);
INSERT INTO "snapshot_survey" VALUES(1,35,9,10,7,5,2,2,5,4);
INSERT INTO "snapshot_survey" VALUES(1,5,6,3,7,4,5,5,5,4);
INSERT INTO "snapshot_survey" VALUES(1,9,9,2,NULL,4,4,2,4,4);
INSERT INTO "snapshot_survey" VALUES(1,2,9,8,7,5,5,5,4,3);
INSERT INTO "snapshot_survey" VALUES(1,14,9,11,NULL,1,5,5,NULL,3);
INSERT INTO "snapshot_survey" VALUES(2,19,6,8,4,4,5,5,NULL,4);
INSERT INTO "snapshot_survey" VALUES(2,4,6,8,NULL,4,4,3,2,4);
INSERT INTO "snapshot_survey" VALUES(2,6,6,11,7,1,5,4,NULL,5);
INSERT INTO "snapshot_survey" VALUES(2,3,9,10,4,4,4,5,5,3);
INSERT INTO "snapshot_survey" VALUES(2,13,9,11,4,5,4,5,5,4);
INSERT INTO "snapshot_survey" VALUES(2,7,9,8,NULL,NULL,4,5,4,4);
INSERT INTO "snapshot_survey" VALUES(2,22,6,2,7,5,5,5,5,NULL);
INSERT INTO "snapshot_survey" VALUES(2,18,6,11,7,3,5,2,3,4);
INSERT INTO "snapshot_survey" VALUES(2,33,6,2,NULL,5,5,5,5,4);
INSERT INTO "snapshot_survey" VALUES(2,15,6,2,NULL,NULL,5,5,5,2);
INSERT INTO "snapshot_survey" VALUES(2,20,9,8,NULL,3,4,4,3,3);
INSERT INTO "snapshot_survey" VALUES(2,23,6,3,4,4,NULL,3,5,1);
INSERT INTO "snapshot_survey" VALUES(2,27,9,3,NULL,5,5,NULL,5,2);
INSERT INTO "snapshot_survey" VALUES(2,34,6,10,NULL,5,1,5,5,5);
INSERT INTO "snapshot_survey" VALUES(2,28,6,8,4,3,3,2,2,5);
INSERT INTO "snapshot_survey" VALUES(2,25,9,2,4,NULL,5,3,4,4);
INSERT INTO "snapshot_survey" VALUES(2,29,6,10,7,5,5,5,3,3);
INSERT INTO "snapshot_survey" VALUES(2,26,6,8,7,3,5,3,4,2);
INSERT INTO "snapshot_survey" VALUES(2,1,6,11,4,NULL,4,5,5,4);
CREATE TABLE survey (
	id INTEGER NOT NULL, 
	agency_ref VARCHAR NOT NULL, 
	order_id INTEGER NOT NULL, 
	answered_at DATETIME NOT NULL, 
	attitude INTEGER, 
	response INTEGER, 
	quality INTEGER, 
	parts INTEGER, 
	cost INTEGER, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT survey_attitude_range CHECK (attitude BETWEEN 1 AND 5), 
	CONSTRAINT survey_cost_range CHECK (cost BETWEEN 1 AND 5), 
	CONSTRAINT survey_parts_range CHECK (parts BETWEEN 1 AND 5), 
	CONSTRAINT survey_quality_range CHECK (quality BETWEEN 1 AND 5), 
	CONSTRAINT survey_response_range CHECK (response BETWEEN 1 AND 5), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(order_id) REFERENCES work_order (id), 
	UNIQUE (agency_ref)
);
INSERT INTO "survey" VALUES(1,'A000002',2,'2026-02-25 02:05:00.000000',NULL,4,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'8de3bf91e8227b837b87ef6c69ac97d7');
INSERT INTO "survey" VALUES(2,'A000004',4,'2026-01-28 19:10:00.000000',5,5,5,4,3,202601,0,'2026-11-20 01:00:00.000000',3,'984d10adb98af5688987ddb7a56aca18');
INSERT INTO "survey" VALUES(3,'A000006',6,'2026-02-01 17:35:00.000000',4,4,5,5,3,202602,0,'2026-11-20 01:00:00.000000',3,'8f689dba9b004a217ebcf0660a787cf3');
INSERT INTO "survey" VALUES(4,'A000009',9,'2026-02-01 05:09:00.000000',4,4,3,2,4,202602,0,'2026-11-20 01:00:00.000000',3,'231d877c3da58719965f256398ca7bc5');
INSERT INTO "survey" VALUES(5,'A000011',11,'2026-01-20 00:14:00.000000',4,5,5,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'490df5a7caef21e58fe27486607c8450');
INSERT INTO "survey" VALUES(6,'A000013',13,'2026-02-01 15:18:00.000000',1,5,4,NULL,5,202602,0,'2026-11-20 01:00:00.000000',3,'5b8253dca8b3a19a8b705d5d17823c93');
INSERT INTO "survey" VALUES(7,'A000014',14,'2026-02-04 17:23:00.000000',NULL,4,5,4,4,202602,0,'2026-11-20 01:00:00.000000',3,'1d00cb5a5d73efac1ff9a2dcaec01777');
INSERT INTO "survey" VALUES(8,'A000016',16,'2026-01-08 07:04:00.000000',5,3,5,5,NULL,202601,0,'2026-11-20 01:00:00.000000',3,'18527a623a201531e3760a411f5f97be');
INSERT INTO "survey" VALUES(9,'A000018',18,'2026-01-24 03:52:00.000000',4,4,2,4,4,202601,0,'2026-11-20 01:00:00.000000',3,'43a76ca4f810a93ff205d88ea7318a49');
INSERT INTO "survey" VALUES(10,'A000022',22,'2026-01-15 01:12:00.000000',3,5,4,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'27c776e026a697c9e71075f2f11b7608');
INSERT INTO "survey" VALUES(11,'A000025',25,'2026-01-11 00:56:00.000000',5,5,5,4,5,202601,0,'2026-11-20 01:00:00.000000',3,'fcfda31f7a023e283d4ed69cd72d70a2');
INSERT INTO "survey" VALUES(12,'A000026',26,'2026-01-17 22:00:00.000000',3,NULL,3,5,5,202601,0,'2026-11-20 01:00:00.000000',3,'598204c1e11b5bbbfc9522db6c360b9a');
INSERT INTO "survey" VALUES(13,'A000029',29,'2026-02-03 12:31:00.000000',5,4,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'e04bb86d62b1d09c10b686318840ead9');
INSERT INTO "survey" VALUES(14,'A000030',30,'2026-01-31 02:33:00.000000',1,5,5,NULL,3,202601,0,'2026-11-20 01:00:00.000000',3,'143a186f93f1e4175ed843ae90fda749');
INSERT INTO "survey" VALUES(15,'A000033',33,'2026-02-10 15:40:00.000000',NULL,5,5,5,2,202602,0,'2026-11-20 01:00:00.000000',3,'3b412e16386130677fadb544ecf7aab8');
INSERT INTO "survey" VALUES(16,'A000040',40,'2026-03-11 00:20:00.000000',3,5,4,5,4,202603,0,'2026-11-20 01:00:00.000000',3,'c2343efb9dac2a86c281786177a6b815');
INSERT INTO "survey" VALUES(17,'A000041',41,'2026-01-15 21:16:00.000000',4,5,4,2,5,202601,0,'2026-11-20 01:00:00.000000',3,'1eaed18ace57413eb911fc42a4acbdce');
INSERT INTO "survey" VALUES(18,'A000042',42,'2026-02-07 22:58:00.000000',3,5,2,3,4,202602,0,'2026-11-20 01:00:00.000000',3,'54376933f335ffd14e2bb240fb1ae7ba');
INSERT INTO "survey" VALUES(19,'A000051',51,'2026-01-31 21:25:00.000000',4,5,5,NULL,4,202602,0,'2026-11-20 01:00:00.000000',3,'dfacb2c849b774ac55f2bbeed6551c96');
INSERT INTO "survey" VALUES(20,'A000053',53,'2026-02-11 16:01:00.000000',3,4,4,3,3,202602,0,'2026-11-20 01:00:00.000000',3,'62bd7a719e16c66d6da7d00fa95af089');
INSERT INTO "survey" VALUES(21,'A000054',54,'2026-01-09 21:21:00.000000',5,NULL,2,4,3,202601,0,'2026-11-20 01:00:00.000000',3,'39d26bce237adcb04bff0e65a2deaff6');
INSERT INTO "survey" VALUES(22,'A000055',55,'2026-02-06 18:59:00.000000',5,5,5,5,NULL,202602,0,'2026-11-20 01:00:00.000000',3,'521362718ddbadd07c2d1ac13eaa763e');
INSERT INTO "survey" VALUES(23,'A000056',56,'2026-02-13 16:36:00.000000',4,NULL,3,5,1,202602,0,'2026-11-20 01:00:00.000000',3,'2f9bf6b3e132cd996d5eee896f783220');
INSERT INTO "survey" VALUES(24,'A000059',59,'2026-03-01 10:45:00.000000',5,NULL,5,5,5,202603,0,'2026-11-20 01:00:00.000000',3,'5d3fd8a23c8a61ee05a24c284cf281ca');
INSERT INTO "survey" VALUES(25,'A000060',60,'2026-02-17 14:56:00.000000',NULL,5,3,4,4,202602,0,'2026-11-20 01:00:00.000000',3,'f9afd6303cd932dc2c7951d5f3c85201');
INSERT INTO "survey" VALUES(26,'A000064',64,'2026-02-20 21:40:00.000000',3,5,3,4,2,202602,0,'2026-11-20 01:00:00.000000',3,'493e2cfe578cfeeb03a3ed308faddae0');
INSERT INTO "survey" VALUES(27,'A000069',69,'2026-02-13 17:42:00.000000',5,5,NULL,5,2,202602,0,'2026-11-20 01:00:00.000000',3,'e442d25ad0f7bb8240dcffd536964e4e');
INSERT INTO "survey" VALUES(28,'A000070',70,'2026-02-15 18:11:00.000000',3,3,2,2,5,202602,0,'2026-11-20 01:00:00.000000',3,'3644d40e6fb9d63575f603650c59f087');
INSERT INTO "survey" VALUES(29,'A000075',75,'2026-02-20 10:26:00.000000',5,5,5,3,3,202602,0,'2026-11-20 01:00:00.000000',3,'ae93888b5d56b5cca0af76077cf5a98f');
INSERT INTO "survey" VALUES(30,'A000086',86,'2026-03-06 00:19:00.000000',5,5,NULL,4,5,202603,0,'2026-11-20 01:00:00.000000',3,'61cb62cbedbdc7d7a0a886c7748f9cca');
INSERT INTO "survey" VALUES(31,'A000088',88,'2026-03-03 05:37:00.000000',5,5,5,5,NULL,202603,0,'2026-11-20 01:00:00.000000',3,'3212b3c536f3be388538e1922142824c');
INSERT INTO "survey" VALUES(32,'A000091',91,'2026-03-04 05:13:00.000000',4,5,5,NULL,5,202603,0,'2026-11-20 01:00:00.000000',3,'9f3f30f515a461b0730a3298f8b958fa');
INSERT INTO "survey" VALUES(33,'A000093',93,'2026-02-09 14:16:00.000000',5,5,5,5,4,202602,0,'2026-11-20 01:00:00.000000',3,'ea822f805ea5bfff23a63d44de337702');
INSERT INTO "survey" VALUES(34,'A000099',99,'2026-02-14 00:55:00.000000',5,1,5,5,5,202602,0,'2026-11-20 01:00:00.000000',3,'dad766eb9ac82a22988a499897e4816d');
INSERT INTO "survey" VALUES(35,'A000100',100,'2026-01-19 20:46:00.000000',5,2,2,5,4,202601,0,'2026-11-20 01:00:00.000000',3,'0711eced91267b6cb7d9d0f43ad3de54');
INSERT INTO "survey" VALUES(36,'A000105',105,'2026-03-08 09:19:00.000000',3,4,5,4,4,202603,0,'2026-11-20 01:00:00.000000',3,'f8ae97027c8673390125d5d0c30b0f24');
INSERT INTO "survey" VALUES(37,'A000109',109,'2026-03-02 13:10:00.000000',5,NULL,5,1,3,202603,0,'2026-11-20 01:00:00.000000',3,'6558caf18d60f1dbdb6b4d14ab2c6dd3');
CREATE TABLE user_role (
	user_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	PRIMARY KEY (user_id, role), 
	CONSTRAINT user_role_known CHECK (role IN ('clerk', 'supervisor', 'head', 'hr', 'oversight', 'admin')), 
	FOREIGN KEY(user_id) REFERENCES app_user (id)
);
INSERT INTO "user_role" VALUES(1,'admin');
INSERT INTO "user_role" VALUES(1,'supervisor');
CREATE TABLE work_order (
	id INTEGER NOT NULL, 
	order_no VARCHAR NOT NULL, 
	received_at DATETIME NOT NULL, 
	customer_name VARCHAR, 
	customer_phone VARCHAR, 
	product VARCHAR, 
	serial_no VARCHAR, 
	fault VARCHAR, 
	agent_id INTEGER, 
	technician_id INTEGER, 
	parts_id INTEGER, 
	service_mode VARCHAR NOT NULL, 
	first_contact_at DATETIME, 
	appointment_at DATETIME, 
	arrived_at DATETIME, 
	completed_at DATETIME, 
	outcome VARCHAR, 
	parts_issue VARCHAR, 
	parts_impact VARCHAR, 
	return_of_id INTEGER, 
	first_order_id INTEGER, 
	return_period INTEGER, 
	fault_severity VARCHAR, 
	usage_impact VARCHAR, 
	under_warranty BOOLEAN, 
	fee BIGINT, 
	received_day INTEGER NOT NULL, 
	completed_day INTEGER, 
	contact_time BIGINT, 
	arrival_time BIGINT, 
	period INTEGER NOT NULL, 
	late BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	import_id INTEGER, 
	import_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT order_fault_severity_known CHECK (fault_severity IN ('minor', 'moderate', 'severe')), 
	CONSTRAINT order_outcome_known CHECK (outcome IN ('fixed', 'not_fixed', 'declined', 'cancelled')), 
	CONSTRAINT order_parts_impact_known CHECK (parts_impact IN ('low', 'medium', 'high')), 
	CONSTRAINT order_parts_issue_known CHECK (parts_issue IN ('none', 'late', 'wrong')), 
	CONSTRAINT order_service_mode_known CHECK (service_mode IN ('onsite', 'carry_in')), 
	CONSTRAINT order_usage_impact_known CHECK (usage_impact IN ('low', 'medium', 'high')), 
	FOREIGN KEY(agent_id) REFERENCES employee (id), 
	FOREIGN KEY(first_order_id) REFERENCES work_order (id), 
	FOREIGN KEY(import_id) REFERENCES import_batch (id), 
	FOREIGN KEY(parts_id) REFERENCES employee (id), 
	FOREIGN KEY(return_of_id) REFERENCES work_order (id), 
	FOREIGN KEY(technician_id) REFERENCES employee (id), 
	UNIQUE (order_no)
);
INSERT INTO "work_order" VALUES(1,'W000001','2026-01-11 05:02:00.000000','朱桂磊','13781049347','冰箱','SN09397975','漏水',9,10,NULL,'carry_in','2026-01-11 05:32:00.000000',NULL,NULL,'2026-01-12 13:32:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739627,739628,1800000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'5dac64a1dfa45b633c45d758f9281466');
INSERT INTO "work_order" VALUES(2,'W000002','2026-02-11 15:30:00.000000','林磊伟','13055693948','热水器','SN19231713','异响',6,11,4,'onsite','2026-02-11 18:37:00.000000',NULL,'2026-02-13 07:05:00.000000','2026-02-16 10:05:00.000000','declined','none',NULL,1,1,202602,'severe','high',1,0,739658,739663,11220000000,131280000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'ff1a037f35d272bcc77e6831ad363dd7');
INSERT INTO "work_order" VALUES(3,'W000003','2026-01-22 19:37:00.000000','黄敏','13784600724','热水器','SN29665484','漏水',6,8,NULL,'onsite','2026-01-22 20:07:00.000000',NULL,'2026-01-23 00:08:00.000000','2026-01-23 03:08:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739639,739639,1800000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'2d94930643318a1be541067beba03ff3');
INSERT INTO "work_order" VALUES(4,'W000004','2026-01-14 12:10:00.000000','陈强丽','13216456040','热水器','SN85553301','无法启动',9,8,7,'carry_in',NULL,NULL,NULL,'2026-01-17 14:10:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739630,739633,NULL,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'c8f37b45b0314519d42b64721bf6a3c6');
INSERT INTO "work_order" VALUES(5,'W000005','2026-01-20 03:06:00.000000','朱敏','13172453046','热水器','SN44765013','漏水',6,6,4,'onsite','2026-01-20 04:07:00.000000','2026-01-22 04:07:00.000000','2026-01-22 04:07:00.000000','2026-01-23 07:07:00.000000','fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739636,739639,3660000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'7342fd5d0776798a307e58e73e087a65');
INSERT INTO "work_order" VALUES(6,'W000006','2026-01-29 11:34:00.000000','何明英','13325835572','空调','SN16550593','漏水',9,10,4,'carry_in','2026-01-29 12:34:00.000000',NULL,NULL,'2026-01-30 12:35:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,NULL,739645,739646,3600000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'521171e827e3386ae2e637decb8a6140');
INSERT INTO "work_order" VALUES(7,'W000007','2026-01-02 16:10:00.000000','马英丽','13110536737','热水器','SN46809241','无法启动',6,8,7,'onsite','2026-01-02 20:10:00.000000',NULL,'2026-01-04 20:10:00.000000','2026-01-08 01:10:00.000000','not_fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739619,739624,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'1f7f6c6de1255b233bc94d0dc184c49b');
INSERT INTO "work_order" VALUES(8,'W000008','2025-12-31 16:14:00.000000','罗秀','13486728728','热水器','SN08909466','异响',9,3,NULL,'onsite','2025-12-31 20:14:00.000000',NULL,'2026-01-02 20:14:00.000000','2026-01-03 00:14:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739617,739619,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'9b8868244aa759d40bf2fd19a8ee370e');
INSERT INTO "work_order" VALUES(9,'W000009','2026-01-21 19:37:00.000000','李娟','13072753860','洗衣机','SN84503162','无法启动',6,8,NULL,'onsite','2026-01-21 19:42:00.000000',NULL,'2026-01-22 16:09:00.000000','2026-01-25 13:09:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,739638,739641,300000000,73620000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ecf8535555d7cb8ea5288e167d818fc2');
INSERT INTO "work_order" VALUES(10,'W000010','2026-01-31 07:01:00.000000','李丽杰','13589659454','洗衣机','SN96818855','无法启动',9,3,NULL,'onsite','2026-01-31 07:32:00.000000',NULL,'2026-02-02 09:32:00.000000','2026-02-21 06:32:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739647,739668,1860000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'b894eba2fff0e167bee4b6ffa37c273d');
INSERT INTO "work_order" VALUES(11,'W000011','2026-01-13 09:33:00.000000','孙娜艳','13010751992','洗衣机','SN03128349','异响',6,3,7,'onsite','2026-01-13 10:03:00.000000',NULL,'2026-01-15 07:14:00.000000','2026-01-16 20:14:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739629,739633,1800000000,162660000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'8ae22b8d77b84fec59f2b397d6a2b509');
INSERT INTO "work_order" VALUES(12,'W000012','2026-02-01 15:55:00.000000','吴军','13346127348','热水器','SN66531541','不制冷',6,8,7,'onsite','2026-02-01 19:02:00.000000','2026-02-03 19:02:00.000000','2026-02-03 19:03:00.000000','2026-02-06 09:02:00.000000','fixed','none','low',9,9,202602,'severe','medium',NULL,NULL,739648,739653,11220000000,60000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'9cf3b0aa9a584b3be826b4d09ae7d4f6');
INSERT INTO "work_order" VALUES(13,'W000013','2026-01-23 15:02:00.000000','张华','13624802086','空调','SN40102025','无法启动',6,11,7,'onsite','2026-01-23 20:02:00.000000','2026-01-24 20:02:00.000000','2026-01-24 20:02:00.000000','2026-01-29 05:18:00.000000','fixed','none','medium',5,5,202601,'severe','high',NULL,26050,739639,739645,18000000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'f01cd7f7b93d9b9cff91853187189010');
INSERT INTO "work_order" VALUES(14,'W000014','2026-01-28 12:24:00.000000','周明','13272553925','冰箱','SN28119749','不制冷',9,8,NULL,'onsite','2026-01-28 15:23:00.000000',NULL,'2026-01-30 15:23:00.000000','2026-01-31 11:23:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739644,739647,10740000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'fa45d33e3ca75447db1773d498f71cc1');
INSERT INTO "work_order" VALUES(15,'W000015','2026-01-21 15:55:00.000000','何勇','13421229504','空调','SN80055936','漏水',6,2,NULL,'onsite','2026-01-21 16:54:00.000000',NULL,'2026-01-22 18:52:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739637,NULL,3540000000,93480000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'fd939fb31ad31cb07485e56b2c93d817');
INSERT INTO "work_order" VALUES(16,'W000016','2026-01-01 08:55:00.000000','吴丽杰','13975954703','空调','SN70797561','异响',6,2,NULL,'onsite','2026-01-01 15:23:00.000000',NULL,'2026-01-03 06:04:00.000000','2026-01-05 20:04:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739617,739622,23280000000,139260000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'da59e491bcf457513a805477473b9ce3');
INSERT INTO "work_order" VALUES(17,'W000017','2026-01-23 15:27:00.000000','王军','13447066858','空调','SN16381805','无法启动',6,6,NULL,'onsite','2026-01-23 20:27:00.000000',NULL,'2026-01-25 20:27:00.000000',NULL,NULL,NULL,NULL,5,5,202601,'severe',NULL,0,NULL,739639,NULL,18000000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'05acc02389876b083824a613da1d6023');
INSERT INTO "work_order" VALUES(18,'W000018','2026-01-14 15:50:00.000000','黄静娟','13871751547','洗衣机','SN27554679','无法启动',9,2,NULL,'onsite','2026-01-14 16:51:00.000000','2026-01-17 16:51:00.000000','2026-01-18 02:51:00.000000','2026-01-18 13:52:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739630,739634,3660000000,36000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'2be5d58f184ab759742fec4a508bf80c');
INSERT INTO "work_order" VALUES(19,'W000019','2026-01-31 05:42:00.000000','周强明','13482034395','洗衣机','SN04609817','无法启动',9,11,NULL,'carry_in','2026-01-31 08:44:00.000000',NULL,NULL,'2026-02-02 04:46:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739647,739649,10920000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'0bc9df963620b9488881c734d467ef06');
INSERT INTO "work_order" VALUES(20,'W000020','2026-01-05 15:57:00.000000','胡艳洋','13022152208','空调','SN04681478','异响',9,3,4,'onsite','2026-01-05 16:17:00.000000',NULL,'2026-01-05 20:18:00.000000','2026-01-07 08:18:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739621,739623,1200000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'01b07de63a1eff631f55d5682a8c3f54');
INSERT INTO "work_order" VALUES(21,'W000021','2026-01-07 18:41:00.000000','吴敏强','13241232026','洗衣机','SN31232724','无法启动',9,10,NULL,'onsite',NULL,NULL,NULL,'2026-01-10 04:41:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739624,739626,NULL,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'1d804e382ead21b4e3974d49d1c53a81');
INSERT INTO "work_order" VALUES(22,'W000022','2026-01-10 12:11:00.000000','徐桂娜','13412380405','空调','SN85336835','漏水',6,2,4,'onsite','2026-01-10 16:11:00.000000',NULL,'2026-01-10 20:12:00.000000','2026-01-14 08:12:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739626,739630,14400000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'e2e73a8948dc2605cdb1cd49f9336cdf');
INSERT INTO "work_order" VALUES(23,'W000023','2026-01-21 03:32:00.000000','杨桂丽','13412644026','热水器','SN09361968','无法启动',9,3,4,'onsite','2026-01-21 08:56:00.000000',NULL,'2026-01-21 12:56:00.000000','2026-01-23 06:56:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,NULL,8000,739637,739639,19440000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'aaaf5aa2756038a9d09b70e8e1e4ee2b');
INSERT INTO "work_order" VALUES(24,'W000024','2026-01-05 01:06:00.000000','罗磊洋','13915084639','冰箱','SN26521796','无法启动',9,3,NULL,'onsite','2026-01-05 01:37:00.000000',NULL,'2026-01-05 02:07:00.000000','2026-01-05 06:07:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739621,739621,1860000000,1800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'0e153abdded429e10ab23327ada3b8f8');
INSERT INTO "work_order" VALUES(25,'W000025','2026-01-05 18:32:00.000000','马涛霞','13555035293','空调','SN97646632','异响',9,8,7,'onsite','2026-01-05 19:56:00.000000',NULL,'2026-01-07 21:56:00.000000','2026-01-08 16:56:00.000000','not_fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739622,739625,5040000000,180000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'3021b4fd0db8559bb2db13a8a68af787');
INSERT INTO "work_order" VALUES(26,'W000026','2026-01-06 05:40:00.000000','罗娟','13068278563','空调','SN90484879','异响',6,2,7,'onsite','2026-01-06 06:00:00.000000',NULL,'2026-01-06 10:00:00.000000','2026-01-07 11:00:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,0,739622,739623,1200000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'3ec91f70241d21930e8c6d2ddff81cf6');
INSERT INTO "work_order" VALUES(27,'W000027','2026-01-31 11:38:00.000000','陈涛杰','13320573702','空调','SN75193404','漏水',9,2,7,'onsite','2026-01-31 12:39:00.000000',NULL,NULL,'2026-02-04 04:39:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739651,3660000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'b8c69386b63211d2a713a150a0ba835a');
INSERT INTO "work_order" VALUES(28,'W000028','2026-01-29 06:19:00.000000','朱艳芳','13221983087','冰箱','SN93766595','异响',6,10,4,'onsite','2026-01-29 11:19:00.000000',NULL,NULL,'2026-02-16 22:19:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739645,739664,18000000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'e549a5ed7a8441e769ce4fc9e73fdd4b');
INSERT INTO "work_order" VALUES(29,'W000029','2026-01-28 05:56:00.000000','孙霞平','13323001351','冰箱','SN46567578','不制冷',9,11,4,'onsite','2026-01-28 06:26:00.000000',NULL,'2026-01-30 17:31:00.000000','2026-02-02 04:31:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739644,739649,1800000000,212700000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'b6a36627708b2198fad3c7ff0b43a241');
INSERT INTO "work_order" VALUES(30,'W000030','2026-01-17 14:34:00.000000','杨华','13037313950','冰箱','SN47200776','异响',9,11,NULL,'onsite','2026-01-17 19:34:00.000000',NULL,'2026-01-18 23:33:00.000000','2026-01-19 12:33:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739633,739635,18000000000,100740000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'d2b1bf691e05639f8cac068f69c78c08');
INSERT INTO "work_order" VALUES(31,'W000031','2026-01-30 11:04:00.000000','罗超静','13402738133','热水器','SN90497178','漏水',6,6,7,'onsite','2026-01-30 16:04:00.000000',NULL,'2026-01-31 16:05:00.000000','2026-02-02 07:05:00.000000','fixed',NULL,'low',NULL,NULL,NULL,NULL,NULL,1,8000,739646,739649,18000000000,86460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'b2fa8b7c399c2e98f65eaf62efee4816');
INSERT INTO "work_order" VALUES(32,'W000032','2026-01-17 20:09:00.000000','吴娜军','13458794385','洗衣机','SN01213714','异响',9,3,7,'onsite','2026-01-17 20:14:00.000000',NULL,'2026-01-18 20:15:00.000000','2026-01-21 01:15:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,1,0,739634,739637,300000000,86460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'bba560154bad4982233a2bfc9ae3e8ce');
INSERT INTO "work_order" VALUES(33,'W000033','2026-01-29 05:01:00.000000','胡平艳','13408803740','空调','SN54233636','漏水',6,2,NULL,'onsite','2026-01-29 05:40:00.000000','2026-01-31 05:40:00.000000','2026-01-31 04:40:00.000000','2026-01-31 05:40:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739645,739647,2340000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'730b5d838d9f6fabe7b0d58133c0ab59');
INSERT INTO "work_order" VALUES(34,'W000034','2026-01-03 13:10:00.000000','刘强敏','13969161699','空调','SN58744595','漏水',6,10,NULL,'onsite','2026-01-03 13:15:00.000000',NULL,'2026-01-03 17:15:00.000000','2026-01-04 21:15:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739619,739621,300000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'8a5d9ea18a8e94189b499b3c7297d612');
INSERT INTO "work_order" VALUES(35,'W000035','2026-01-17 04:28:00.000000','何刚','13086477839','空调','SN48673446','漏水',6,11,NULL,'onsite','2026-01-17 05:58:00.000000',NULL,NULL,'2026-01-18 20:58:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739633,739635,5400000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'88c6a8bacc578d6e8eb1ee2d3d143b5d');
INSERT INTO "work_order" VALUES(36,'W000036','2026-01-22 16:18:00.000000','周强军','13396939766','洗衣机','SN73088742','不制冷',9,10,7,'onsite','2026-01-22 16:23:00.000000',NULL,'2026-01-23 16:23:00.000000','2026-01-27 09:23:00.000000','declined','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739639,739643,300000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'fef02b97657685e71e921557b7d7f292');
INSERT INTO "work_order" VALUES(37,'W000037','2026-01-03 21:22:00.000000','孙明娜','13870407179','冰箱','SN81644253','漏水',9,10,7,'onsite','2026-01-04 01:22:00.000000',NULL,'2026-01-05 01:22:00.000000','2026-01-05 13:22:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,26050,739620,739621,14400000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'d2f3db3a3c3bafdf342c106b9985459f');
INSERT INTO "work_order" VALUES(38,'W000038','2026-01-31 15:59:00.000000','黄桂勇','13687661922','空调','SN97052438','不制冷',9,2,4,'onsite','2026-01-31 16:29:00.000000',NULL,'2026-02-01 16:29:00.000000','2026-02-03 11:29:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739650,1800000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'3626a9be4fab242d38876d9b59e8414d');
INSERT INTO "work_order" VALUES(39,'W000039','2026-01-31 15:59:00.000000','马洋涛','13779818887','冰箱','SN44460563','漏水',9,10,7,'onsite','2026-01-31 17:00:00.000000',NULL,'2026-02-01 17:00:00.000000','2026-02-05 15:00:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,NULL,26050,739647,739652,3660000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'49b1496f428ebf7d1939b085b6fb0072');
INSERT INTO "work_order" VALUES(40,'W000040','2026-02-25 15:00:00.000000','张伟','13694257672','空调','SN59850184','漏水',9,3,4,'carry_in','2026-02-25 15:20:00.000000',NULL,NULL,'2026-02-28 15:20:00.000000','fixed','none','medium',9,9,202602,'severe','low',0,NULL,739672,739675,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'c2c1b028abafe0cfa4a41c670ccbe6f0');
INSERT INTO "work_order" VALUES(41,'W000041','2026-01-07 21:11:00.000000','孙英娟','13239465929','洗衣机','SN22940357','不制冷',9,10,7,'carry_in','2026-01-07 21:16:00.000000',NULL,NULL,'2026-01-10 08:16:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739624,739626,300000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'6b0e7ca1dbfeece89d5c17697fa9a017');
INSERT INTO "work_order" VALUES(42,'W000042','2026-01-24 04:10:00.000000','徐军桂','13290665846','热水器','SN32602556','异响',6,11,7,'onsite','2026-01-24 09:10:00.000000',NULL,'2026-01-24 13:58:00.000000','2026-01-27 20:58:00.000000','fixed','wrong','high',NULL,NULL,NULL,NULL,NULL,0,8000,739640,739644,18000000000,17280000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'cfae3daeb1d74662ff93c49e479f5c60');
INSERT INTO "work_order" VALUES(43,'W000043','2026-01-13 20:26:00.000000','徐丽明','13605920187','洗衣机','SN52858680','无法启动',9,11,NULL,'onsite','2026-01-14 00:26:00.000000','2026-01-17 00:26:00.000000','2026-01-17 10:26:00.000000','2026-01-17 11:26:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739630,739633,14400000000,36000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'c6926fad9c67840bb8b6c486b48fd9e9');
INSERT INTO "work_order" VALUES(44,'W000044','2026-01-07 16:16:00.000000','罗秀','13532333887','冰箱','SN37396741','无法启动',9,2,4,'onsite','2026-01-07 18:05:00.000000',NULL,'2026-01-08 16:50:00.000000','2026-01-10 18:50:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739624,739627,6540000000,81900000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'5f544cf3da44fcfbd3304549763c565a');
INSERT INTO "work_order" VALUES(45,'W000045','2026-02-05 15:39:00.000000','张勇洋','13675388773','空调','SN94341259','不制冷',9,11,NULL,'onsite','2026-02-05 16:10:00.000000','2026-02-07 16:10:00.000000','2026-02-07 16:10:00.000000',NULL,NULL,NULL,NULL,42,42,202602,'severe','low',1,26050,739652,NULL,1860000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'b0b0ba342a29fa7daf9f092f218ab8df');
INSERT INTO "work_order" VALUES(46,'W000046','2026-01-09 11:21:00.000000','朱超伟','13620138416','空调','SN09431071','异响',6,3,7,'onsite','2026-01-09 11:51:00.000000',NULL,'2026-01-10 11:51:00.000000','2026-01-12 15:51:00.000000','fixed','late',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739625,739628,1800000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'98dba84efb3062f2559042e18fce25ce');
INSERT INTO "work_order" VALUES(47,'W000047','2026-01-02 09:57:00.000000','周敏勇','13971931241','冰箱','SN84413925','无法启动',9,11,4,'onsite','2026-01-02 14:48:00.000000',NULL,'2026-01-04 16:48:00.000000','2026-01-21 17:48:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,0,739618,739638,17460000000,180000000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'ba968ab613f4efcec5b448142f5480fa');
INSERT INTO "work_order" VALUES(48,'W000048','2026-01-12 17:47:00.000000','林平','13717380796','洗衣机','SN23877120','漏水',6,8,4,'onsite','2026-01-12 18:17:00.000000',NULL,'2026-01-12 18:47:00.000000','2026-02-01 10:47:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,NULL,739629,739648,1800000000,1800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'f4e5903abe9d05a3c49a3bce842d9be9');
INSERT INTO "work_order" VALUES(49,'W000049','2026-01-24 09:53:00.000000','林霞','13521006524','空调','SN36664439','无法启动',6,3,NULL,'onsite','2026-01-24 10:13:00.000000','2026-01-27 10:13:00.000000','2026-01-27 10:13:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739640,NULL,1200000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'21b166133dc7983a5d60a3ebc0bfed6d');
INSERT INTO "work_order" VALUES(50,'W000050','2026-01-29 15:26:00.000000','周超洋','13685486599','冰箱','SN38655306','异响',6,8,NULL,'onsite','2026-01-29 16:26:00.000000',NULL,'2026-01-29 20:26:00.000000','2026-01-31 04:26:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739645,739647,3600000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'2a2aa88f018294b3f246d245bbaf7c14');
INSERT INTO "work_order" VALUES(51,'W000051','2026-01-19 15:25:00.000000','王磊英','13775218104','空调','SN21192034','漏水',6,8,4,'onsite','2026-01-19 20:25:00.000000',NULL,'2026-01-20 20:25:00.000000','2026-01-22 23:25:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,NULL,739635,739639,18000000000,86400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'20962b55352b140b610ca3d4630ef10d');
INSERT INTO "work_order" VALUES(52,'W000052','2026-01-22 10:34:00.000000','黄桂','13641461497','热水器','SN17443207','漏水',9,10,4,'onsite','2026-01-22 10:54:00.000000',NULL,'2026-01-22 14:55:00.000000','2026-01-27 16:55:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739638,739644,1200000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'303b23eb7002f4ede0e5160514d22531');
INSERT INTO "work_order" VALUES(53,'W000053','2026-01-30 09:17:00.000000','赵娜娜','13538197109','冰箱','SN12816411','异响',9,8,NULL,'onsite','2026-01-30 11:01:00.000000',NULL,'2026-01-30 15:01:00.000000','2026-01-31 08:01:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739646,739647,6240000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'c10d59aa5a0ef0d5038e40f6ca5c332a');
INSERT INTO "work_order" VALUES(54,'W000054','2026-01-04 18:21:00.000000','马平涛','13216485078','空调','SN62719885','不制冷',6,3,4,'onsite','2026-01-04 22:21:00.000000',NULL,'2026-01-06 22:21:00.000000','2026-01-09 04:21:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,8000,739621,739625,14400000000,172800000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'0df96bb6775a3711cf617b1182a2ef20');
INSERT INTO "work_order" VALUES(55,'W000055','2026-01-31 15:59:00.000000','胡英','13186336897','空调','SN90351677','无法启动',6,2,7,'onsite','2026-01-31 16:59:00.000000',NULL,'2026-01-31 20:59:00.000000','2026-02-04 11:59:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,26050,739647,739651,3600000000,14400000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'3a7d91d4dcc2884f639a93752e056dde');
INSERT INTO "work_order" VALUES(56,'W000056','2026-02-11 07:31:00.000000','高杰霞','13793211260','冰箱','SN77564059','无法启动',6,3,4,'onsite','2026-02-11 07:36:00.000000',NULL,NULL,'2026-02-11 18:36:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,NULL,8000,739658,739659,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'ae2209123a658c7f06f483f93810a7a4');
INSERT INTO "work_order" VALUES(57,'W000057','2026-02-06 14:21:00.000000','林艳','13760831941','空调','SN19085912','不制冷',9,11,NULL,'onsite','2026-02-06 15:21:00.000000',NULL,'2026-02-06 15:51:00.000000','2026-02-08 15:51:00.000000','cancelled',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,739653,739655,3600000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'f1a0986353317b638c4287c09e52a348');
INSERT INTO "work_order" VALUES(58,'W000058','2026-02-01 19:58:00.000000','高丽华','13324166812','冰箱','SN71536583','异响',6,10,4,'onsite','2026-02-01 20:59:00.000000','2026-02-02 20:59:00.000000','2026-02-03 20:59:00.000000','2026-02-06 12:59:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,0,739649,739653,3660000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'1595c426f3f9f5f3fd85a860fac9afba');
INSERT INTO "work_order" VALUES(59,'W000059','2026-02-19 15:15:00.000000','胡超','13464443206','冰箱','SN57452786','不制冷',9,2,7,'onsite','2026-02-19 20:15:00.000000',NULL,'2026-02-19 20:45:00.000000','2026-02-22 00:45:00.000000','fixed','none','low',35,35,202602,'moderate',NULL,NULL,8000,739666,739669,18000000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'3d09c9793f7921b252b09b63c12b60ce');
INSERT INTO "work_order" VALUES(60,'W000060','2026-02-12 01:55:00.000000','胡洋勇','13458746443','洗衣机','SN34779810','无法启动',9,2,4,'carry_in','2026-02-12 05:55:00.000000',NULL,NULL,'2026-02-16 09:56:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739659,739663,14400000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'24b3e61fa77af53273ad4526a21b747a');
INSERT INTO "work_order" VALUES(61,'W000061','2026-02-27 10:20:00.000000','赵平','13007032539','热水器','SN65411764','漏水',9,8,7,'onsite','2026-02-27 10:40:00.000000',NULL,'2026-03-01 05:13:00.000000','2026-03-04 19:13:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,8000,739674,739680,1200000000,153180000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'8aa141a382ba9b1b25fff9ea503d9d8e');
INSERT INTO "work_order" VALUES(62,'W000062','2026-02-08 05:19:00.000000','周洋杰','13669847368','冰箱','SN88199324','异响',6,8,NULL,'carry_in','2026-02-08 10:19:00.000000',NULL,NULL,'2026-02-10 20:19:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739655,739658,18000000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'c98c0a9a44c002b2f24da8d91b558507');
INSERT INTO "work_order" VALUES(63,'W000063','2026-02-09 01:00:00.000000','孙丽','13900451109','洗衣机','SN78900372','不制冷',9,2,NULL,'onsite','2026-02-09 01:20:00.000000',NULL,'2026-02-09 05:20:00.000000','2026-02-12 11:20:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739656,739659,1200000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'135419853ae52c5347b7b87c45f09fde');
INSERT INTO "work_order" VALUES(64,'W000064','2026-02-12 22:09:00.000000','刘洋敏','13636896128','热水器','SN07234349','异响',6,8,7,'onsite','2026-02-12 23:10:00.000000',NULL,'2026-02-12 23:40:00.000000','2026-02-15 04:40:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,739660,739662,3660000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'ce8118d5b473be7b18e5d4e770d6ecf4');
INSERT INTO "work_order" VALUES(65,'W000065','2026-02-27 12:24:00.000000','王娜','13367778386','洗衣机','SN40628581','不制冷',9,10,4,'onsite','2026-02-27 13:54:00.000000',NULL,'2026-02-27 17:55:00.000000',NULL,NULL,'none','medium',NULL,NULL,NULL,NULL,NULL,0,0,739674,NULL,5400000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'22e366823bd2a7727536d1101151b3af');
INSERT INTO "work_order" VALUES(66,'W000066','2026-02-26 16:14:00.000000','徐磊','13660714871','空调','SN96627160','无法启动',9,10,NULL,'onsite','2026-02-26 19:52:00.000000',NULL,'2026-02-28 19:52:00.000000','2026-03-01 05:52:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,8000,739674,739676,13080000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'45f4f20e0eb15c29eac52b25a998028d');
INSERT INTO "work_order" VALUES(67,'W000067','2026-02-21 07:08:00.000000','张军','13636796252','冰箱','SN03943025','无法启动',9,9,4,'onsite','2026-02-21 07:28:00.000000',NULL,NULL,'2026-02-23 02:28:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,26050,739668,739670,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'82fc86535619cc041dcca527eb91d6e3');
INSERT INTO "work_order" VALUES(68,'W000068','2026-02-13 07:14:00.000000','孙涛','13358648328','热水器','SN50714493','漏水',6,3,NULL,'onsite','2026-02-13 07:34:00.000000',NULL,'2026-02-15 07:34:00.000000','2026-02-19 02:34:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739660,739666,1200000000,172800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'cde42b899f0919f045df6d2246359f5c');
INSERT INTO "work_order" VALUES(69,'W000069','2026-02-05 02:41:00.000000','李桂','13913399701','热水器','SN36687681','漏水',9,3,NULL,'onsite','2026-02-05 03:42:00.000000',NULL,'2026-02-06 03:42:00.000000','2026-02-06 16:42:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739652,739654,3660000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'90341b30d6417f10a66df379fdb12dd6');
INSERT INTO "work_order" VALUES(70,'W000070','2026-02-01 20:41:00.000000','杨杰涛','13956642816','洗衣机','SN98637215','异响',6,8,4,'onsite','2026-02-02 00:41:00.000000',NULL,'2026-02-02 01:11:00.000000','2026-02-15 15:11:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,8000,739649,739662,14400000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'acfae65373c87c264d6b79db5fb5ea23');
INSERT INTO "work_order" VALUES(71,'W000071','2026-01-14 15:27:00.000000','李伟敏','13204694191','洗衣机','SN16002740','无法启动',9,9,7,'onsite','2026-01-14 16:27:00.000000','2026-01-16 16:27:00.000000','2026-01-16 15:27:00.000000','2026-01-17 13:28:00.000000','fixed','none','high',22,22,202601,'moderate','medium',0,26050,739630,739633,3600000000,0,202601,0,1,'2026-11-20 01:00:00.000000',2,'0f3d80675bf60f4fe00b3ab398663dc1');
INSERT INTO "work_order" VALUES(72,'W000072','2026-01-31 16:00:00.000000','马伟','13604445129','热水器','SN37062182','无法启动',6,8,7,'onsite','2026-01-31 16:20:00.000000',NULL,'2026-01-31 20:21:00.000000',NULL,NULL,'none','high',NULL,NULL,NULL,NULL,NULL,1,NULL,739648,NULL,1200000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'6796b26d59f0d8589712ed059f2ee320');
INSERT INTO "work_order" VALUES(73,'W000073','2026-02-06 19:03:00.000000','黄强','13615368219','热水器','SN62676643','异响',9,3,NULL,'onsite','2026-02-06 19:33:00.000000',NULL,'2026-02-07 19:33:00.000000','2026-02-10 04:33:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739654,739657,1800000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'1a518cf270fdd5603c8edb656a48d0a4');
INSERT INTO "work_order" VALUES(74,'W000074','2026-02-01 16:35:00.000000','郭洋','13931813715','热水器','SN58118767','异响',9,3,4,'carry_in','2026-02-01 17:06:00.000000',NULL,NULL,'2026-02-07 17:06:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,739649,739655,1860000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'924123a669914b05e30b3aa5d3d7f92d');
INSERT INTO "work_order" VALUES(75,'W000075','2026-02-14 01:26:00.000000','孙超','13506697523','洗衣机','SN46880214','无法启动',6,10,7,'onsite','2026-02-14 02:26:00.000000',NULL,'2026-02-16 04:26:00.000000','2026-02-17 19:26:00.000000','not_fixed','wrong','high',NULL,NULL,NULL,NULL,NULL,0,26050,739661,739665,3600000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'6c0e9d3ce5d9495dda4fd6de422acb2b');
INSERT INTO "work_order" VALUES(76,'W000076','2026-02-11 04:15:00.000000','陈磊','13834702334','冰箱','SN25641377','异响',6,2,4,'onsite','2026-02-11 05:16:00.000000',NULL,'2026-02-11 09:17:00.000000','2026-02-15 04:17:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,1,0,739658,739662,3660000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'5abe65da248d76dc23ae2f06cf1fa540');
INSERT INTO "work_order" VALUES(77,'W000077','2026-01-31 15:56:00.000000','罗娜英','13432340655','洗衣机','SN22418551','不制冷',6,10,4,'onsite','2026-01-31 16:16:00.000000',NULL,NULL,'2026-02-02 00:16:00.000000','fixed','none','low',14,14,202601,NULL,'medium',NULL,8000,739647,739649,1200000000,NULL,202601,0,1,'2026-11-20 01:00:00.000000',2,'c8a6c6c833804aefe9796549b3acecfe');
INSERT INTO "work_order" VALUES(78,'W000078','2026-02-20 11:15:00.000000','朱磊','13129924085','洗衣机','SN59126332','异响',6,10,NULL,'onsite','2026-02-20 12:15:00.000000',NULL,'2026-02-21 12:16:00.000000','2026-02-25 08:16:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739667,739672,3600000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'0a80fb1b8831b5f4306f81dfb662887e');
INSERT INTO "work_order" VALUES(79,'W000079','2026-02-08 12:19:00.000000','朱霞明','13484994855','冰箱','SN72467062','不制冷',9,3,4,'onsite','2026-02-08 13:20:00.000000',NULL,'2026-02-08 17:20:00.000000','2026-02-09 01:20:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,8000,739655,739656,3660000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'68810f07abad543b6e3a8b4b29237290');
INSERT INTO "work_order" VALUES(80,'W000080','2026-02-28 10:35:00.000000','林艳强','13506809611','洗衣机','SN02857058','不制冷',6,11,4,'onsite','2026-02-28 11:06:00.000000',NULL,'2026-02-28 15:06:00.000000','2026-03-01 08:06:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,1,8000,739675,739676,1860000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'e7a3b6f17d7da396b1306c08d54afa53');
INSERT INTO "work_order" VALUES(81,'W000081','2026-01-31 16:00:00.000000','何秀','13805929622','洗衣机','SN16279904','漏水',6,11,NULL,'onsite','2026-01-31 16:20:00.000000',NULL,'2026-02-03 04:07:00.000000','2026-02-05 05:07:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,8000,739648,739652,1200000000,215220000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'f621760ba9aab83186b1db9e312e8358');
INSERT INTO "work_order" VALUES(82,'W000082','2026-02-25 14:48:00.000000','刘涛平','13660632116','冰箱','SN71451755','不制冷',6,10,4,'onsite','2026-02-25 19:10:00.000000',NULL,'2026-02-25 19:40:00.000000','2026-03-01 03:40:00.000000','fixed','late','medium',NULL,NULL,NULL,NULL,NULL,1,26050,739672,739676,15720000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'9db17a79b852ad35a95fd51cbb7ada18');
INSERT INTO "work_order" VALUES(83,'W000083','2026-02-15 10:37:00.000000','马娜杰','13284176721','空调','SN03530983','无法启动',9,8,4,'onsite','2026-02-15 11:08:00.000000','2026-02-16 11:08:00.000000','2026-02-15 15:09:00.000000','2026-02-16 06:09:00.000000','fixed','late','high',NULL,NULL,NULL,NULL,NULL,0,0,739662,739663,1860000000,0,202602,0,1,'2026-11-20 01:00:00.000000',2,'76efde937f63d23b202a1154161a91a5');
INSERT INTO "work_order" VALUES(84,'W000084','2026-02-12 20:42:00.000000','朱平涛','13633536827','空调','SN26204800','无法启动',9,8,7,'onsite','2026-02-12 21:42:00.000000',NULL,'2026-02-13 01:42:00.000000','2026-02-15 13:42:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,NULL,0,739660,739662,3600000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'4d3bc5659343b0ca07f03bda3379ddd6');
INSERT INTO "work_order" VALUES(85,'W000085','2026-02-18 10:26:00.000000','高磊娜','13807516623','空调','SN68448375','异响',9,2,NULL,'carry_in','2026-02-18 10:56:00.000000',NULL,NULL,'2026-02-22 14:56:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,739665,739669,1800000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'62b802f30184dd4e9bb2666f8e0c011d');
INSERT INTO "work_order" VALUES(86,'W000086','2026-02-19 08:59:00.000000','朱敏','13946408216','空调','SN56666456','不制冷',6,2,NULL,'onsite','2026-02-19 09:19:00.000000',NULL,'2026-02-19 13:19:00.000000','2026-02-22 04:19:00.000000','not_fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,26050,739666,739669,1200000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'2d64c60f016b2bc9685ac530d0bb0f27');
INSERT INTO "work_order" VALUES(87,'W000087','2026-02-05 15:01:00.000000','赵桂艳','13665953868','热水器','SN99495821','异响',9,11,7,'carry_in','2026-02-05 15:21:00.000000',NULL,NULL,'2026-02-05 18:21:00.000000','fixed','none',NULL,NULL,NULL,NULL,NULL,NULL,1,0,739652,739653,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'7184a520ea1e939250a59c783e57e859');
INSERT INTO "work_order" VALUES(88,'W000088','2026-02-17 15:32:00.000000','朱芳','13251320155','热水器','SN55910685','异响',6,2,4,'onsite','2026-02-17 15:37:00.000000',NULL,NULL,'2026-02-18 22:37:00.000000','fixed','none','high',71,22,202602,'moderate','high',1,8000,739664,739666,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'b8b9f70b06538cd89fdc517e90285fce');
INSERT INTO "work_order" VALUES(89,'W000089','2026-02-12 21:48:00.000000','王华芳','13431724005','空调','SN78309484','漏水',9,2,NULL,'onsite','2026-02-13 00:57:00.000000',NULL,'2026-02-13 04:57:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739660,NULL,11340000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'3f7fe5831fcec996969392382e59b269');
INSERT INTO "work_order" VALUES(90,'W000090','2026-02-05 05:01:00.000000','张超军','13064915271','洗衣机','SN38073497','漏水',6,3,4,'carry_in','2026-02-05 05:32:00.000000',NULL,NULL,'2026-02-08 21:32:00.000000','fixed','late','medium',NULL,NULL,NULL,NULL,NULL,0,0,739652,739656,1860000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'71ab29016cf5e63f74b53c5e6d2f97e0');
INSERT INTO "work_order" VALUES(91,'W000091','2026-02-20 12:13:00.000000','高秀','13926395605','空调','SN80393619','异响',6,8,7,'onsite',NULL,NULL,NULL,'2026-02-21 08:13:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,0,739667,739668,NULL,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'7b432fd626c8f7baa6c46f15a2b5019e');
INSERT INTO "work_order" VALUES(92,'W000092','2026-02-15 09:08:00.000000','王伟','13159083115','冰箱','SN44220932','异响',6,8,7,'onsite','2026-02-15 10:09:00.000000',NULL,'2026-02-15 14:10:00.000000','2026-02-17 00:10:00.000000','fixed','none','medium',NULL,NULL,NULL,NULL,NULL,0,26050,739662,739664,3660000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'bc95fb7e0e577d21eefc82aed84dc7a4');
INSERT INTO "work_order" VALUES(93,'W000093','2026-02-04 23:11:00.000000','张静艳','13696772882','冰箱','SN69249130','不制冷',6,2,NULL,'carry_in','2026-02-04 23:16:00.000000',NULL,NULL,'2026-02-07 01:16:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739652,739654,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'2430155afb710b12b1c45feee8673116');
INSERT INTO "work_order" VALUES(94,'W000094','2026-02-21 07:59:00.000000','何洋','13472463074','冰箱','SN76230716','异响',9,11,7,'onsite','2026-02-21 08:30:00.000000',NULL,'2026-02-22 08:31:00.000000',NULL,NULL,'none','high',NULL,NULL,NULL,NULL,NULL,0,0,739668,NULL,1860000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'e331c40d38abf3e0b05b7a3103082c50');
INSERT INTO "work_order" VALUES(95,'W000095','2026-02-04 08:51:00.000000','杨秀','13082670914','洗衣机','SN24904561','漏水',9,2,NULL,'carry_in','2026-02-04 09:52:00.000000',NULL,NULL,'2026-02-05 09:22:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739651,739652,3660000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'ca7bb4df9bcc6fcb5438e6069f70063b');
INSERT INTO "work_order" VALUES(96,'W000096','2026-02-15 03:18:00.000000','刘静','13082392071','洗衣机','SN27489498','无法启动',9,3,NULL,'onsite','2026-02-15 04:48:00.000000',NULL,'2026-02-15 12:19:00.000000','2026-02-17 01:19:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,8000,739662,739664,5400000000,27060000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'008fc9a076a833018deb0d8d39015f09');
INSERT INTO "work_order" VALUES(97,'W000097','2026-02-28 06:33:00.000000','吴平','13006871492','洗衣机','SN11049760','漏水',6,11,4,'onsite','2026-02-28 10:19:00.000000',NULL,'2026-03-01 10:19:00.000000','2026-03-04 10:19:00.000000','not_fixed',NULL,'low',NULL,NULL,NULL,NULL,NULL,NULL,8000,739675,739679,13560000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'d72bda57dca91718d07b3f459c628c03');
INSERT INTO "work_order" VALUES(98,'W000098','2026-02-01 15:00:00.000000','黄霞勇','13723243516','热水器','SN82189752','异响',9,10,4,'onsite','2026-02-01 19:00:00.000000',NULL,'2026-02-03 08:08:00.000000','2026-02-04 22:08:00.000000','fixed','late','low',NULL,NULL,NULL,NULL,NULL,1,0,739648,739652,14400000000,133680000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'77045baf4104b7a32d4258f868430632');
INSERT INTO "work_order" VALUES(99,'W000099','2026-02-02 15:31:00.000000','孙秀洋','13663009365','冰箱','SN16932499','漏水',6,10,NULL,'onsite','2026-02-02 17:55:00.000000',NULL,'2026-02-04 19:55:00.000000','2026-02-06 07:55:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,26050,739649,739653,8640000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'28f9973ce3229cbe5fc22de4c4eaaa82');
INSERT INTO "work_order" VALUES(100,'W000100','2026-01-13 15:14:00.000000','罗磊','13788386414','冰箱','SN11957376','无法启动',9,10,7,'onsite','2026-01-13 15:45:00.000000',NULL,'2026-01-13 19:46:00.000000','2026-01-13 22:46:00.000000','fixed','wrong','medium',46,46,202601,'severe',NULL,0,26050,739629,739630,1860000000,14460000000,202601,0,1,'2026-11-20 01:00:00.000000',2,'da96de10486ad8081dfb5aed7c01add1');
INSERT INTO "work_order" VALUES(101,'W000101','2026-02-24 14:35:00.000000','徐军超','13013158597','空调','SN10342750','异响',6,11,7,'onsite','2026-02-24 15:35:00.000000',NULL,'2026-02-24 16:05:00.000000','2026-02-27 01:05:00.000000','cancelled','none','low',NULL,NULL,NULL,NULL,NULL,1,NULL,739671,739674,3600000000,1800000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'f862c52c4b7af703f2f2d442ec8730cf');
INSERT INTO "work_order" VALUES(102,'W000102','2026-02-04 07:43:00.000000','黄娟杰','13776954765','热水器','SN76048087','无法启动',6,11,7,'onsite','2026-02-04 09:13:00.000000',NULL,'2026-02-06 11:13:00.000000','2026-02-10 10:13:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,0,739651,739657,5400000000,180000000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'1f791c7b7664fa980cc4e45447f30d01');
INSERT INTO "work_order" VALUES(103,'W000103','2026-02-05 06:35:00.000000','吴杰','13457583578','洗衣机','SN57571135','漏水',9,2,NULL,'onsite','2026-02-05 06:40:00.000000',NULL,'2026-02-06 06:41:00.000000','2026-02-08 04:41:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739652,739655,300000000,86460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'31d39632210cba5fd620852a7a0d26db');
INSERT INTO "work_order" VALUES(104,'W000104','2026-02-21 23:26:00.000000','王英','13433051059','洗衣机','SN43836723','无法启动',6,3,NULL,'onsite','2026-02-21 23:57:00.000000',NULL,'2026-02-22 03:57:00.000000','2026-02-23 23:57:00.000000','fixed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,739669,739671,1860000000,14400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'f6a49ac38fb6e335d7fdb41b786a803d');
INSERT INTO "work_order" VALUES(105,'W000105','2026-02-25 05:13:00.000000','黄桂','13894853136','冰箱','SN02185738','无法启动',9,8,7,'onsite','2026-02-25 05:18:00.000000',NULL,'2026-02-25 09:19:00.000000','2026-02-26 10:19:00.000000','fixed',NULL,'medium',NULL,NULL,NULL,NULL,NULL,0,NULL,739672,739673,300000000,14460000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'76628a65aa7ad06b6d6e42e728c330f2');
INSERT INTO "work_order" VALUES(106,'W000106','2026-02-20 15:44:00.000000','陈敏秀','13869304545','热水器','SN72873845','不制冷',9,3,4,'carry_in','2026-02-20 16:04:00.000000',NULL,NULL,'2026-02-25 04:04:00.000000','fixed','none','low',50,50,202602,'minor','high',0,26050,739667,739672,1200000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'412814f8e651b7bedf63898993e7f800');
INSERT INTO "work_order" VALUES(107,'W000107','2026-02-18 03:45:00.000000','朱刚刚','13287505255','洗衣机','SN23500030','不制冷',6,3,7,'carry_in','2026-02-18 03:50:00.000000',NULL,NULL,'2026-03-06 17:20:00.000000','fixed','none','high',NULL,NULL,NULL,NULL,NULL,0,8000,739665,739682,300000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'80d46b5540714ec773b0887e12b158dc');
INSERT INTO "work_order" VALUES(108,'W000108','2026-02-02 03:50:00.000000','陈华伟','13754247859','空调','SN83757069','无法启动',6,3,NULL,'carry_in','2026-02-02 04:51:00.000000',NULL,NULL,'2026-02-05 03:51:00.000000','declined',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8000,739649,739652,3660000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'cf2461b8fe3b71aada0c48a447d22440');
INSERT INTO "work_order" VALUES(109,'W000109','2026-02-18 07:50:00.000000','胡涛','13276676032','洗衣机','SN00845741','不制冷',6,2,7,'onsite','2026-02-18 08:10:00.000000',NULL,'2026-02-19 08:10:00.000000','2026-02-20 01:10:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,NULL,26050,739665,739667,1200000000,86400000000,202602,0,1,'2026-11-20 01:00:00.000000',2,'510930e7e8eeb44f505bdd1d4dc1d252');
INSERT INTO "work_order" VALUES(110,'W000110','2026-02-19 00:19:00.000000','黄娟桂','13450021491','热水器','SN16896701','无法启动',9,10,4,'carry_in','2026-02-19 04:19:00.000000',NULL,NULL,'2026-02-22 16:19:00.000000','fixed','none','low',NULL,NULL,NULL,NULL,NULL,0,0,739666,739670,14400000000,NULL,202602,0,1,'2026-11-20 01:00:00.000000',2,'d594ae128787ed05b4218b518b61024a');
CREATE INDEX ix_employee_name ON employee (name);
CREATE INDEX ix_assignment_supervisor_id ON assignment (supervisor_id);
CREATE INDEX card_by_employee ON card (employee_id, revision_id);
CREATE INDEX order_by_customer ON work_order (customer_name);
CREATE INDEX order_by_period ON work_order (period, completed_at);
CREATE INDEX order_by_phone ON work_order (customer_phone) WHERE customer_phone IS NOT NULL;
CREATE INDEX order_by_receipt ON work_order (received_at, id);
CREATE INDEX order_by_serial ON work_order (serial_no) WHERE serial_no IS NOT NULL;
CREATE INDEX order_return_of ON work_order (return_of_id) WHERE return_of_id IS NOT NULL;
CREATE INDEX order_return_of_first ON work_order (first_order_id) WHERE first_order_id IS NOT NULL;
CREATE INDEX order_return_period ON work_order (return_period) WHERE return_period IS NOT NULL;
CREATE INDEX complaint_by_period ON complaint (period);
CREATE INDEX complaint_open ON complaint (next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX ix_complaint_order_id ON complaint (order_id);
CREATE INDEX ix_complaint_received_at ON complaint (received_at);
CREATE INDEX ix_snapshot_charge_back_order_id ON snapshot_charge_back (order_id);
CREATE INDEX ix_survey_order_id ON survey (order_id);
CREATE INDEX survey_by_period ON survey (period, answered_at);
CREATE INDEX ix_milestone_event_complaint_id ON milestone_event (complaint_id);
CREATE TRIGGER result_frozen_insert BEFORE INSERT ON result WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER result_frozen_update BEFORE UPDATE ON result WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER result_frozen_delete BEFORE DELETE ON result WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER card_frozen_insert BEFORE INSERT ON card WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER card_frozen_update BEFORE UPDATE ON card WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER card_frozen_delete BEFORE DELETE ON card WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_insert BEFORE INSERT ON snapshot_person WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_update BEFORE UPDATE ON snapshot_person WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_person_frozen_delete BEFORE DELETE ON snapshot_person WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_insert BEFORE INSERT ON snapshot_order WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_update BEFORE UPDATE ON snapshot_order WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_order_frozen_delete BEFORE DELETE ON snapshot_order WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_insert BEFORE INSERT ON snapshot_return WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_update BEFORE UPDATE ON snapshot_return WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_return_frozen_delete BEFORE DELETE ON snapshot_return WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_insert BEFORE INSERT ON snapshot_charge_back WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_update BEFORE UPDATE ON snapshot_charge_back WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_charge_back_frozen_delete BEFORE DELETE ON snapshot_charge_back WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_insert BEFORE INSERT ON snapshot_survey WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_update BEFORE UPDATE ON snapshot_survey WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_survey_frozen_delete BEFORE DELETE ON snapshot_survey WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_insert BEFORE INSERT ON snapshot_complaint WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_update BEFORE UPDATE ON snapshot_complaint WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id, NEW.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER snapshot_complaint_frozen_delete BEFORE DELETE ON snapshot_complaint WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND id IN (OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER month_revision_frozen_insert BEFORE INSERT ON month_revision WHEN EXISTS (SELECT 1 FROM month_revision WHERE state = 'frozen' AND (id = NEW.id OR (period = NEW.period AND number = NEW.number))) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER month_frozen_insert BEFORE INSERT ON month WHEN EXISTS (SELECT 1 FROM month WHERE state = 'frozen' AND period = NEW.period) BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_insert BEFORE INSERT ON scheme_version WHEN EXISTS (SELECT 1 FROM scheme_version WHERE id = NEW.id OR (scheme_id = NEW.scheme_id AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'scheme versions are never changed'); END;
CREATE TRIGGER month_revision_frozen_update BEFORE UPDATE ON month_revision WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER month_frozen_update BEFORE UPDATE ON month WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_update BEFORE UPDATE ON scheme_version BEGIN SELECT RAISE(ABORT, 'scheme versions are never changed'); END;
CREATE TRIGGER audit_entry_append_only_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER month_revision_frozen_delete BEFORE DELETE ON month_revision WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER month_frozen_delete BEFORE DELETE ON month WHEN OLD.state = 'frozen' BEGIN SELECT RAISE(ABORT, 'frozen month'); END;
CREATE TRIGGER scheme_version_fixed_delete BEFORE DELETE ON scheme_version BEGIN SELECT RAISE(ABORT, 'scheme versions are never changed'); END;
CREATE TRIGGER audit_entry_append_only_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_entry_without_gaps BEFORE INSERT ON audit_entry WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry) BEGIN SELECT RAISE(ABORT, 'audit entries are numbered without gaps'); END;
COMMIT;
